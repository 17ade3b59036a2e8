"""What a recorded day was like: told from the spans and decisions of the journal, nothing else."""

"""What can be known of the person without asking: input, lock and sleep."""

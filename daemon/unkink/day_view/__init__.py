"""What a recorded day looks like: its words, hours and parts, for the page and the terminal."""

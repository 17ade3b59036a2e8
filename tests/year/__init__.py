"""A believable person's year, lived before the real rules and written into a real `history.db`."""

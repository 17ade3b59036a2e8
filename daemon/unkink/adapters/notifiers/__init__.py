"""Ways to reach the person, best first: desktop service, plyer, terminal; a chain of them."""

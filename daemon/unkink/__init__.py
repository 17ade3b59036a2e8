"""unkink: knows how long you have really been sitting, and offers one good tip at a good moment."""

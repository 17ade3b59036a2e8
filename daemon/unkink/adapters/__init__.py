"""The outside world, one module per thing; adapters never import each other."""

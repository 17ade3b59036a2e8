"""The rules: pure values and functions; no clock, thread, file, logging or third-party import."""

"""What a config would have done: a day from a file, played to the same rules in simulated time.

A process of the command line only; nothing here is imported by the daemon, and nothing is written.
"""

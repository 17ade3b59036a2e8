"""The journal's file, `history.db`: decisions and spans of time, in SQLite."""

"""Pass 5 to 6: a reading with its slots filled is a command."""

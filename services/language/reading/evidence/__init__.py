"""Pass 5: what speaks for and against each reading of a clause."""

"""One turn of a conversation: the message that came in, the turn while it runs, and what it leaves behind."""

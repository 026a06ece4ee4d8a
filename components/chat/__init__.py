"""The conversation: its messages, the turn that is running, approvals and the list of conversations."""

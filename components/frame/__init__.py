"""What stands around both panes: divider, connection badge, shortcuts, help, history and trash."""

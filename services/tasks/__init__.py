"""What can be done with tasks beyond the verbs: undo, history, trash, summary, import and export."""

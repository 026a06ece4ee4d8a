"""The tasks: add, find and filter them, the list itself, selection and the editor."""

"""Which of the tasks a page shows, where each view is found, and the lists and labels they are about."""

"""Where tasks are: the lists and labels of a person."""

"""Pass 2 and 5, places: lists and labels by name, what is a part of what, when a task starts and how long it takes."""

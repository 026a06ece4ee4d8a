"""The views beside the tasks, and the order by hand."""

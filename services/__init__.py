"""The product: tasks, the conversation about them, and the record of every change.

Nothing in this package knows that a browser, a web server or a command line exists.
"""

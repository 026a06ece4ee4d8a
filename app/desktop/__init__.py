"""The desktop window: how it is opened, shown and signed in."""

"""What a person sets: their model, tokens, devices, theme, reminders and imports."""

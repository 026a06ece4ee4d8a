"""Small values that everything else is made of: text, due dates, time zones, causes, rate limits."""

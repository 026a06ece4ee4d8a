"""The brain that is a language model: its prompt, its stream, the calls it makes, and its errors."""

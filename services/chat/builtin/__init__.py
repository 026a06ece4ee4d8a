"""The brain that needs no model: it understands sentences, carries them out and words the reply."""

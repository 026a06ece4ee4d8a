"""The passes that read a sentence, each in a file of its own; docs/understanding.md explains them in order."""

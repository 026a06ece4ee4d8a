"""What is measured: each file yields figures, taken in turns with their floor."""

"""What the file held before, and the way back to it."""

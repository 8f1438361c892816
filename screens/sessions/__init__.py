"""Step 4, Sessions, and the log."""

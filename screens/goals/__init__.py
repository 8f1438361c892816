"""Step 1, Goals."""

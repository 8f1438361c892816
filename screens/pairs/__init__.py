"""Step 3, Pairs, and the proposal within it."""

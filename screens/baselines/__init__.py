"""Step 2, Baselines."""

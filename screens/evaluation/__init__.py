"""Step 5, Evaluation."""

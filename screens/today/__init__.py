"""Today: the coordinator's fifteen minutes a week."""

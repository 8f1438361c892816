"""A person leaves no trace: where the name stands, and the records without it."""

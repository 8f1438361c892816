"""Encrypted files, through age and nothing of our own."""

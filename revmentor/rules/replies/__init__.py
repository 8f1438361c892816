"""Replies: who is asked which form when, and who has not answered."""

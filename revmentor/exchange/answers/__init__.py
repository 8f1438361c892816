"""Answers that came in, in words and counted: for the screen and for scripts."""

"""The file itself: the recent ones, a file in disorder, another place."""

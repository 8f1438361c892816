"""The people of the firm, and their part in the programme."""

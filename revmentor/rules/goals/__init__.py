"""Goals: what makes a good one, how far it was reached, and the levels people start from."""

"""Sessions: what may be written down, and the steps tried between two of them."""

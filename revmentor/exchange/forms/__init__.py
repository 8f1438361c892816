"""Forms that participants answer themselves: what they ask, as pages and as a table."""

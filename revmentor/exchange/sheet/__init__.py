"""A sheet of people as a firm has it: read, asked about, and told as a difference."""

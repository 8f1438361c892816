"""The command line: what it understands, and one module for each family of commands."""

"""What lies over any step: forms and texts that several steps open."""

"""People: all that is known of one person, as the sections of a page."""

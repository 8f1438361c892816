"""Another state of a file beside this one: what differs, and what comes along when it is taken."""

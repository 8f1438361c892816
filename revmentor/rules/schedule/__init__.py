"""The weekly rhythm: days, series of slots, turns, hours."""

"""The application: routes between the steps, the palette, the care for the open file."""

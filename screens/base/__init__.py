"""What every screen stands on: what it may ask of the application, the frame of a step, choices."""

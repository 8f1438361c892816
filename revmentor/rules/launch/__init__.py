"""What lies before the first session: who is asked to take part, readiness, launch, kick-off."""

"""Results: what both sides gained, in numbers that hold for few people, and who may hear them."""

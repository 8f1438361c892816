"""The evaluation as data, for the coordinator and for the sponsor."""

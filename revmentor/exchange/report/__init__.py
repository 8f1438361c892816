"""The report: one page, for the coordinator and for the sponsor."""

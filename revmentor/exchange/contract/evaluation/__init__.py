"""The evaluation as JSON holds it; `exchange.evaluation` makes it, under the same names."""

"""The order of the rooms; the only place that knows it, and the only writer. `run.run` makes a half-year."""

"""The order of the rooms; the only place that knows it, and the only writer. `run.run_half_year` makes a half-year."""

"""The formulas of the literature that limits, tests, families and control charts are made by; they know no file."""

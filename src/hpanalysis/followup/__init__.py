"""That the board follows up: what was due, what was done and when, from the secretariat's own logs."""

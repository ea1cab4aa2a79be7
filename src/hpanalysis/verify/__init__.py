"""A documentation package checked alone: standard library only, offline, without trust in what made it."""

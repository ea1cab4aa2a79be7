"""What the plan promises, held against what is due by a day, by each promise's own calendar."""

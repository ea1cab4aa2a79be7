"""The months of maanedstal.csv, made anew: their control charts, and the windows that they are the months of."""

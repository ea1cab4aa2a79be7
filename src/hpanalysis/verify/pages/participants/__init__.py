"""The page deltagere: all its words, tables and drawings as deltagere.csv, forloeb.csv, the plan and the declared
target groups give them."""

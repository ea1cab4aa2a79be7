"""Files that people keep by hand, and their spreadsheets and editors save anew: YAML, tables as CSV, numbers and days.

In: params/*.yaml, params/plan and tables of printed figures. Out: what is written, where it can be read in one way
only; else a `Stop` with file, line and the forms that are read.
"""

"""What is published beside the pages, and what a publication must pass before it is let out.

In: the tables of a run and the staged folder. Out: CSV and JSON files there, records of what was published, or a
`Stop`.
"""

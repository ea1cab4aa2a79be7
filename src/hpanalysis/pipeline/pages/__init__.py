"""The pages of a half-year: which there are, and how each is made in a process of its own.

In: the tables of a run. Out: HTML files in the staged folder; a notebook that failed is put aside.
"""

"""A table of printed figures as it is read, and the words for what is found in it.

In: a CSV file and the facts printed elsewhere. Out: figures with their possible counts, and findings in Danish.
"""

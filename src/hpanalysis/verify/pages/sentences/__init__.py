"""What is said of one figure in words, each sentence of the program's patterns held against the figure's row.

A pattern is a sentence with its open places; what stands in them must be what the row says. The patterns are written a
second time here, from how a stranger reads the sentence, and share nothing with what writes it.
"""

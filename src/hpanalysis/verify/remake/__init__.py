"""A second, independent computation of what is published: limits, tests, families of tests and the words they give.

Standard library only. It is written anew from the formulas in the literature and shares no code with the program that
published the figures, so that a fault there, or a number changed afterwards, is seen here.
"""

"""The checks of a package, one a module, each with its Danish name.

In: an opened package. Out: an outcome: whether the check holds, and what it saw or missed.
"""

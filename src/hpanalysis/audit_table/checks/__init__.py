"""What can be asked of printed figures, one kind of contradiction a module.

In: the figures of a table as sets of possible counts. Out: findings, and how many relations of the kind hold.
"""

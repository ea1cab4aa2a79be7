"""The whole counts that may stand behind printed figures, and the relations among them.

In: the figures of a table and the definitions' relations. Out: the counts that are still possible when all relations
hold.
"""

"""The synthetic extracts, one register a module.

In: the town's persons and dwellings, and the counts of the calibration. Out: rows as the supplier of that register
delivers them.
"""

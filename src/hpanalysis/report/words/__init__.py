"""The sentences of the reports.

In: cells and plan. Out: Danish sentences; no number is computed here.
"""

"""A published half-year as one file for the auditor, and the same half-year made again from the extracts.

In: what lies in reports/ and data/processed/. Out: a zip file whose bytes depend on nothing else.
"""

"""The half-year's extracts: which are owed, how they are loaded, and what is written about them for the analyst.

In: data/raw/. Out: pseudonymised frames and checks under data/processed/, and confidential lists for the data unit.
"""

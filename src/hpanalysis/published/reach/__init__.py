"""deltagere.csv and forloeb.csv of a published folder, and what definitioner.json says of them: read and checked.

Standard library only: the auditor and `hpanalysis verify` read them.
"""

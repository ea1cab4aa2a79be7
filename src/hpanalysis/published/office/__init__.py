"""The publication's files for office programs (tabeller.xlsx, tal_til_excel.csv, oversigt.docx), as a reader has them.

In: the bytes of a file. Out: its texts and numbers, or what is wrong in them beside indicators.csv. Standard library
only: the auditor and `hpanalysis verify` read them by this, and the run takes its columns' names from here.
"""

"""The sections of the reports: overview, delaftale, strategic agreement, the yearly reports and the front page.

In: cells that may be shown. Out: sections of a page; numbers and words come from the rooms beside.
"""

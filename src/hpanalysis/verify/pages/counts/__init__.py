"""Sentences that count: how many delmål or figures have which verdict, how many are hidden, what an area shows.

They stand in summaries and headlines without an address, so the page tells which figures they count. Each is made again
from the rows and must stand as it is made.
"""

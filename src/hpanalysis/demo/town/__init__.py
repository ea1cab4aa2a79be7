"""The synthetic town: its dwellings, its addresses, and the persons who live, are born and move there.

In: how many persons of which age each area has. Out: persons with a made-up identity, an address and a course of life.
"""

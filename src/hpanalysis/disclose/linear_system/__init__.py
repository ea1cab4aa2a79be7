"""Rows and their relations as one linear system, over which a pattern of hidden cells is chosen and attacked.

In: the measured rows, what is published, and the definitions' relations. Out: variables and equations; nothing is
decided here.
"""

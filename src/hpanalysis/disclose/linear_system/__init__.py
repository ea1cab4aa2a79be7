"""Rows and their relations as one linear system, over which a pattern of hidden cells is chosen and attacked.

Goes in: the measured rows, what is published, and the definitions' relations. Comes out: variables and equations.
Nothing is decided here; which rows to hide is chosen by the room around it.
"""

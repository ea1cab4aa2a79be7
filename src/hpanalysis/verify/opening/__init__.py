"""A package opened safely, as a zip file or a folder that others unpacked.

In: a path. Out: the files of the package by name, or an outcome that says why it was refused.
"""

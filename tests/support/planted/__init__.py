"""Faults planted in sound extracts: the extracts, the kinds of fault, and what the program answers to each."""

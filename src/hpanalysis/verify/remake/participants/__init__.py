"""Participants a second time: whom an activity is for, how many of them it reached, and how it went them.

Written anew of what the files say of themselves and of the literature; nothing of what makes the files is used.
"""

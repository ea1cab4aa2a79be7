"""What an analyst holds in a notebook: a half-year or an accounting year, and in it all that can be shown of it.

In: the tables of a run. Out: blocks of a page. The Tab key lists what can be shown, Shift-Tab says what a call shows.
"""

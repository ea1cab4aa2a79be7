"""A row of the judged table as it is read for pages: which of its columns an edition may see, and what they are.

In: a row of the judged table. Out: numbers, words and the answers that hold together, for `cells`.
"""

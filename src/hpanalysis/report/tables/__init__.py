"""Tables of figures as they are shown: by area, by delmål, pooled, corrected.

In: cells that may be shown. Out: HTML tables whose cells carry the id of a published figure.
"""

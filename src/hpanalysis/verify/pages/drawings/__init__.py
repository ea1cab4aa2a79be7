"""Pictures against the tables: what is drawn at an address stands where the axis has that figure.

An axis is read off its own ticks and the lines through them, which must lie on one straight line. Then marks,
intervals, lines of comparison, limits, dots of baselines and the words beside each row are held against the rows at
their addresses, as exactly as the drawing is written (a tenth of a pixel).
"""

"""Drawings: comparison, course, control chart, funnel and profile, as SVG.

In: cells that may be shown. Out: an SVG whose marks each carry the address of a published cell.
"""

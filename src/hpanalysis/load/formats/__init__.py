"""Delivered files opened as rows of text.

In: a CSV file or an Excel workbook. Out: headings and rows of text with their place in the file; what is in a cell is
not judged here.
"""

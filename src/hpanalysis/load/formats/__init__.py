"""Delivered files opened as rows of text.

In: a CSV file or an Excel workbook. Out: headings and rows of text, and where each row stands in the file. Whether a
cell makes sense is not judged here.
"""

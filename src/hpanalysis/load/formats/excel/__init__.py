"""Excel workbooks (.xlsx) opened as rows of text.

A workbook is a zip of XML files, its parts. They are read here with expat and not by a library, because what must be
asked of an extract is not in what a library gives: whether a cell is shown as a percentage or a day, whether a formula
was ever computed, whether a row, a column or a sheet is hidden. In: a delivered file. Out: the table under its heading.
"""

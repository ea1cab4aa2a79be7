"""The publication for office programs: a workbook, a CSV file for a Danish Excel, and the overview as a document.

In: the judged table's cells, and the words that the pages have. Out: the bytes of tabeller.xlsx, tal_til_excel.csv and
oversigt.docx. What stands in them is said by the same functions as on the pages.
"""

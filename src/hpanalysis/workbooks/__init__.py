"""What workbooks to fill in have in common: columns and what their cells hold, how they are written, and read by cell.

Two rooms have such workbooks: `log_workbook` for the secretariat, `partner_workbook` for each partner.
"""

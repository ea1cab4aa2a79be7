"""The sheets of the workbook, one for each kind of entry that the logs have, with their heads and help in Danish."""

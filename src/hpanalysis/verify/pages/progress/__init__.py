"""The page fremdrift of an accounting year, held against the year's tables: each row, each cell and each sentence."""

"""The page kriterier: all its words, tables and drawings as kriterier.csv, omraadestatus.csv, indicators.csv and the
law's files give them."""

"""The checks of what stands on the pages: their form, their words and counts, and their drawings."""

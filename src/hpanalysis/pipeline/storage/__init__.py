"""How files are written: whole, one run at a time, with progress shown and digests kept.

In: texts and folders. Out: files on the disk; nothing is computed here.
"""

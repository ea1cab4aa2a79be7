"""One file an extract; the key is the file name."""

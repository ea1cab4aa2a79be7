"""One file an indicator; the key is the file name."""

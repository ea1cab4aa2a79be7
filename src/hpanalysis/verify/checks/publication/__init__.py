"""The checks that hold what is published against what the package's own program and plan say that it must be."""

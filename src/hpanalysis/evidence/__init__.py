"""What a publication was made of, and the package that an auditor can check alone."""

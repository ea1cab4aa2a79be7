"""What is measured: plain declarations that read no file and compute no number."""

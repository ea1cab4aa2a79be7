"""What the package's own program and plan declare, read as text and never run: the plan's files, and declarations."""

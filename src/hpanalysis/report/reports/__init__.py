"""The reports, each declared in a file of its own that bears its notebook's name (`report.declaration`)."""

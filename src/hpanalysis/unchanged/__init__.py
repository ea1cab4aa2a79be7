"""Whether anything has changed since a run: answered by the standard library alone, before anything heavy is imported.

A run leaves a record of every file that it read or made. Where each of them is as it was, and nothing has come to,
the next run has nothing to do. Whatever this room cannot tell for sure the run itself finds out.
"""

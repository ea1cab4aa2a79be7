"""Opening a package safely, whether it comes as a zip file or as a folder that somebody unpacked.

In: a path. Out: a `Package` with the bytes of its files by name, or a `Broken` that says why it was refused.

The zip is read by code of our own, with the standard library only: a check that an auditor can run with a bare Python
must not need an installation, and the general libraries accept archives that a package must not be.
"""

"""What a publication was made of, and the package that an auditor can check alone.

Its modules are what they write: `manifest`, `datapackage` (Frictionless), `bag` (BagIt), `crate` (RO-Crate), `letter`,
`signing`, `zipped`. Checking is another room, `verify`, which knows none of them.
"""

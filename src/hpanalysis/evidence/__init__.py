"""What a publication was made of, and the package that an auditor can check without the project.

In: the files of a publication and of its project, in memory. Out: the bytes of what describes, bundles and signs them.
Each module is named by what it writes: `manifest`, `datapackage` (Frictionless), `bag` (BagIt), `crate` (RO-Crate),
`letter`, `signing`, `zipped`.

Bag, crate and zip are written with the standard library alone, because the bytes must be the same for the same inputs,
which the general libraries (bagit, rocrate) do not promise: they put in clocks and folder orders of their own. Checking
is done by another room, `verify`, which shares no code with this one, so that a fault here cannot hide itself.
"""

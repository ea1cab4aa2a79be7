"""Imported before all else by the command line and by `warm`: leave out what costs a second to import and is not used.

jsonschema looks for an optional checker of international web addresses, whose grammar is built as it is imported.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

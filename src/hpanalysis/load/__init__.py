"""Raw extract -> frame. This is the only room that sees a CPR number, a name or an address; none of them leaves it.

Here stands what needs neither the plan nor a library that reads tables: the key of pseudonyms, and which files are a
source's. `frame.load_frame` makes a frame and `placing` finds areas; each is imported from its module, so that who only
needs the key does not wait for them.
"""

from hpanalysis.load.persons import Key, write_new_key
from hpanalysis.workspace import find_files_of_source

__all__ = [
    "Key",
    "find_files_of_source",
    "write_new_key",
]

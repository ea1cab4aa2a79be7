"""Raw extract -> frame. This is the only room that sees a CPR number, a name or an address; none of them leaves it.

`frame.load_frame` makes the frame and is imported from its module: who finds files, places an address or holds the key
need not wait for what reads tables.
"""

from hpanalysis.load.persons import Key, write_new_key
from hpanalysis.load.placing.address_tally import AddressTally
from hpanalysis.load.placing.addresses import AddressStatus, AreaByAddress
from hpanalysis.load.placing.departments import AreaByDepartment
from hpanalysis.workspace import find_files_of_source

__all__ = [
    "AddressStatus",
    "AddressTally",
    "AreaByAddress",
    "AreaByDepartment",
    "Key",
    "find_files_of_source",
    "write_new_key",
]

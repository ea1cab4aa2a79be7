"""Raw extract -> frame. This is the only room that sees a CPR number, a name or an address; none of them leaves it."""

from hpanalysis.load.frame import Loaded, load
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
    "Loaded",
    "find_files_of_source",
    "load",
    "write_new_key",
]

"""Raw extract -> frame. The only room that sees a CPR, a name or an address; none of them leaves it."""

from hpanalysis.load.addresses import AreaByAddress
from hpanalysis.load.departments import AreaByDepartment
from hpanalysis.load.formats import files_of
from hpanalysis.load.frame import Loaded, load
from hpanalysis.load.persons import Key, new_key

__all__ = ["AreaByAddress", "AreaByDepartment", "Key", "Loaded", "files_of", "load", "new_key"]

"""How the addresses of a delivery were met, in rows; and which ones a person should look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from hpanalysis.load.placing.addresses import AddressMatch, AddressStatus

LISTED = (AddressStatus.NEAR_MISS, AddressStatus.UNREADABLE, AddressStatus.NEVER_MET)
# A CPR or a name may stand in an address too; the list is of addresses.
_LIKE_CPR = re.compile(r"[0-9]{5,6}[- ]{0,3}[0-9]{4}")
_CARE_OF = re.compile(r"(c ?[/\\] ?o|att|v/)(?![^\W_]).*", re.IGNORECASE)
_FORMULA = "=+-@\t"  # what a spreadsheet would take for one

Entry = tuple[AddressStatus, str, str]  # what it is, as written, the plan's street it is near to


def _mask_address(text: str, found: AddressMatch) -> str:
    """What of an address is listed: its street, with the number where that is what is wrong, or all if unread."""
    if found.address is None:
        kept = _CARE_OF.sub(r"\1 …", text)
    elif found.met is AddressStatus.NEAR_MISS and found.lacks_letter:
        kept = f"{found.address.written} {found.address.number}"
    else:
        kept = found.address.written
    return _LIKE_CPR.sub("…", kept).lstrip(_FORMULA).strip()


@dataclass(frozen=True)
class AddressTally:
    """Rows by what their address is. What it lists is about persons: for the protected folder alone.

    Its repr holds nothing: a traceback or a log that shows it shows no address.
    """

    counts: Counter[Entry] = field(default_factory=Counter, repr=False)

    @classmethod
    def of(cls, addresses: Iterable[tuple[str, AddressMatch, int]]) -> AddressTally:
        """addresses: each distinct one as written, what it is, and how many rows have it."""
        counts: Counter[Entry] = Counter()
        for text, found, number in addresses:
            told = (_mask_address(text, found), found.near) if found.met in LISTED else ("", "")
            counts[(found.met, *told)] += number
        return cls(counts)

    def __add__(self, other: AddressTally) -> AddressTally:
        return AddressTally(self.counts + other.counts)

    def rows(self, *kinds: AddressStatus) -> int:
        return sum(number for (met, *_), number in self.counts.items() if met in kinds)

    @property
    def matched(self) -> int:
        """Rows that are settled: in an area, or outside them, on a street of the plan or on one nothing like it."""
        return self.rows(AddressStatus.INSIDE, AddressStatus.OUTSIDE, AddressStatus.NEVER_MET)

    @property
    def near_misses(self) -> int:
        return self.rows(AddressStatus.NEAR_MISS)

    @property
    def unreadable(self) -> int:
        return self.rows(AddressStatus.UNREADABLE)

    def listing(self) -> list[tuple[str, str, str, int]]:
        """What it is, as written, the plan's street it is near to, rows; by kind, most rows first."""
        entries = [(met, *told, number) for (met, *told), number in self.counts.items() if met in LISTED]
        entries.sort(key=lambda entry: (LISTED.index(entry[0]), -entry[3], entry[1]))
        return [(met.value, *rest) for met, *rest in entries]

"""Counts how the addresses of a delivery were recognised, and lists those that a person should look at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from hpanalysis.cpr import mask_numbers
from hpanalysis.load.placing.addresses import AddressMatch, AddressStatus

# The kinds of address that are listed for a person to look at, in the order of the list.
LISTED = (
    AddressStatus.NEAR_MISS,
    AddressStatus.UNREADABLE,
    AddressStatus.UNLISTED_STREET,
    AddressStatus.UNKNOWN_STREET,
)
# An address may hold a CPR number or a name. The list is about addresses, so both are left out of it.
_CARE_OF = re.compile(r"(c ?[/\\] ?o|att|v/)(?![^\W_]).*", re.IGNORECASE)
_FORMULA = "=+-@\t"  # a spreadsheet would run a cell that begins with one of these

Entry = tuple[AddressStatus, str, str]  # its status, the address as listed, the plan's street that it is near to


def _mask_address(text: str, match: AddressMatch) -> str:
    """What the list for the data unit shows of an address: no more than a person needs to see what is wrong with it.

    Called for each address of a file that was not surely recognised. text: the address as delivered. Shown is the
    street; where only the house's letter is missing, the street with its number; and where the address could not be
    read, the whole text without what follows a c/o. CPR numbers are left out (`_mask_text`).
    """
    if match.address is None:
        shown = _CARE_OF.sub(r"\1 …", text)
    elif match.status is AddressStatus.NEAR_MISS and match.lacks_letter:
        shown = f"{match.address.written} {match.address.number}"
    else:
        shown = match.address.written
    return _mask_text(shown)


@lru_cache(maxsize=4096)
def _mask_text(text: str) -> str:
    """A street or an address without CPR numbers, and without the signs that a spreadsheet takes for a formula. Called
    for each address that is listed; kept, as many addresses share a street, and looking for numbers is slow."""
    return mask_numbers(text).lstrip(_FORMULA).strip()


@dataclass(frozen=True)
class AddressTally:
    """How many rows have an address in an area, outside all areas, near to a street of the plan, and so on.

    Made for each file with addresses when it is loaded; read by `pipeline.extracts.address_rules`. It holds addresses
    of persons, so its listing may be written to the protected folder alone. Its repr holds nothing, so that no
    traceback and no log shows an address.
    """

    counts: Counter[Entry] = field(default_factory=Counter, repr=False)  # rows; the two texts are "" if not LISTED

    @classmethod
    def of(cls, addresses: Iterable[tuple[str, AddressMatch, int]]) -> AddressTally:
        """The tally of a file's addresses, given as triples, one for each distinct text: the address as written, what
        it was recognised as, and how many rows have it. The texts kept are those of addresses that were not surely
        recognised, masked. Called when a file with addresses is loaded."""
        counts: Counter[Entry] = Counter()
        for text, match, rows in addresses:
            texts = (_mask_address(text, match), match.plan_street) if match.status in LISTED else ("", "")
            counts[(match.status, *texts)] += rows
        return cls(counts)

    def __add__(self, other: AddressTally) -> AddressTally:
        """The tally of both together. Called for each file of a source when it is loaded, so that the source gets one
        tally."""
        return AddressTally(self.counts + other.counts)

    def count_rows(self, *statuses: AddressStatus) -> int:
        """How many rows have an address of one of these statuses. Called when a delivery is loaded, and when its
        addresses are checked."""
        return sum(rows for (status, *_), rows in self.counts.items() if status in statuses)

    @property
    def matched(self) -> int:
        """Rows whose address is settled: in an area, or surely outside all: a number of a known street in no range of
        the plan, or a street that is nothing like the plan's. Read when a delivery's addresses are checked."""
        return self.count_rows(AddressStatus.INSIDE, AddressStatus.OUTSIDE, AddressStatus.UNKNOWN_STREET)

    @property
    def near_misses(self) -> int:
        """How many rows have an address that is nearly one of the plan's; they count outside the areas until a person
        has judged them. Read when a delivery's addresses are checked."""
        return self.count_rows(AddressStatus.NEAR_MISS)

    @property
    def unlisted(self) -> int:
        """Rows on a street that the plan lists neither in an area nor elsewhere; 0 where the plan does not list the
        streets elsewhere. Read by the two rules on a delivery's addresses."""
        return self.count_rows(AddressStatus.UNLISTED_STREET)

    @property
    def unreadable(self) -> int:
        """Rows whose address cannot be read, so that their area is unknown. Read when a file is loaded and checked."""
        return self.count_rows(AddressStatus.UNREADABLE)

    def listing(self) -> list[tuple[str, str, str, int]]:
        """The addresses for a person to look at, by status, then with most rows first: status in Danish, address, the
        plan's street it is near to ("" if none), and rows. Called when the list of a delivery's addresses is written to
        the protected folder; where it is empty no file is left."""
        entries = [(*entry, rows) for entry, rows in self.counts.items() if entry[0] in LISTED]
        entries.sort(key=lambda entry: (LISTED.index(entry[0]), -entry[3], entry[1]))
        return [(status.value, address, plan_street, rows) for status, address, plan_street, rows in entries]

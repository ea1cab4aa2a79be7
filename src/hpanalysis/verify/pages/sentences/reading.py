"""How a number, a count and the wanted way are read in words: what every sentence on figures is read by."""

from __future__ import annotations

import re
from decimal import Decimal

from hpanalysis.published.pages import find_numbers
from hpanalysis.verify.pages.facts import Cells, Facts

SMALL = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti")
SURE = {"bedre": 1, "dårligere": -1, "forbedret": 1, "forværret": -1}


def read_count(word: str) -> int | None:
    """A count as pages spell it: `tre`, `ét`, `ingen`, `14`; None for no count. Called for every count in words."""
    word = word.strip().lower()
    if word in ("ét", "en", "et", "ene", "eneste"):
        return 1
    if word == "ingen":
        return 0
    if word in SMALL:
        return SMALL.index(word)
    return int(word.replace(".", "")) if re.fullmatch(r"[\d.]+", word) else None


def tells_number(text: str, cell: str, signed: bool = False) -> bool:
    """Whether the first number of a text is a cell's, its sign aside unless it is asked for. Called for each number in
    an open place. A text without a number says none."""
    numbers = find_numbers(text)
    if not cell:
        return False
    value = Decimal(cell)
    if not numbers:
        return value == 0
    if signed and value != 0 and ("−" in text) != (value < 0):
        return False
    return numbers[0] == abs(value)


def find_sign(row: Cells, facts: Facts) -> int:
    """1 where a high number is wanted, -1 where a low one is. Called for words of direction."""
    judging = facts.definitions.indicators[row["indicator_id"]].judging
    return 1 if judging is not None and judging.higher_is_better else -1


def is_falling(row: Cells, facts: Facts) -> bool:
    """Whether a figure's target is to fall. Called for the words on what a target takes."""
    return facts.adopted.get(row["indicator_id"], {}).get("target", "").startswith("falling")

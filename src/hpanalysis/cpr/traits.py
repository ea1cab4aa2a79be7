"""What a CPR number says of its person besides who it is: the sex, and the year of birth."""

from __future__ import annotations

# Seventh digit -> the last two digits of a year up to which it is of the later century, and the two centuries. Source:
# CPR-kontoret, »Personnummeret i CPR-systemet« (2008), section 2.
_NINETEEN = (-1, 1900, 1900)
_NINETEEN_OR_TWENTY = (36, 2000, 1900)
_EIGHTEEN_OR_TWENTY = (57, 2000, 1800)
_CENTURIES = (
    *(_NINETEEN,) * 4,
    _NINETEEN_OR_TWENTY,
    *(_EIGHTEEN_OR_TWENTY,) * 4,
    _NINETEEN_OR_TWENTY,
)


def is_woman(number: str) -> bool:
    """Whether a CPR number of ten digits is a woman's: its last digit is even. It is the legal sex on the day of the
    extract. Called for each number of an extract whose figures are told by sex, when it is loaded; after that nobody
    sees the number."""
    return int(number[-1]) % 2 == 0


def read_birth_year(number: str) -> int:
    """The year of birth that a CPR number of ten digits gives: its fifth and sixth digit, and the century by its
    seventh. Called for each number of an extract whose figures are told by age, when it is loaded; day and month of
    birth are not kept."""
    until, later, earlier = _CENTURIES[int(number[6])]
    year = int(number[4:6])
    return (later if year <= until else earlier) + year

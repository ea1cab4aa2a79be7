"""Columns as most sheets have them: free text, a day, a choice, the number of the minutes."""

from __future__ import annotations

from hpanalysis.workbooks.choices import Choices
from hpanalysis.workbooks.columns import Column, Form

_DAY = "Dato, fx 16-11-2026."
MINUTES = Column(
    head="Referat",
    help="Referatets nummer, som det står i journalen, fx 2026-025.",
    form=Form.TEXT,
    keys=("minutes",),
    required=True,
    width=16,
)
_NO_NAMES = "Skriv organer, kontorer og titler, aldrig navne på personer."


def make_text(head: str, help_: str, key: str, *, required: bool = False) -> Column:
    """A column of free text. Called for each such column."""
    return Column(head=head, help=f"{help_} {_NO_NAMES}", form=Form.TEXT, keys=(key,), required=required, width=60)


def make_day(head: str, help_: str, key: str, *, required: bool = False) -> Column:
    """A column of days. Called for each such column."""
    return Column(head=head, help=f"{help_} {_DAY}", form=Form.DAY, keys=(key,), required=required, width=13)


def make_choice(
    head: str, help_: str, keys: tuple[str, ...], of: Choices, width: int, *, required: bool = True
) -> Column:
    """A column in which a label is chosen. Called for each such column."""
    return Column(
        head=head,
        help=f"{help_} Vælg fra listen.",
        form=Form.CHOICE,
        keys=keys,
        choices=of,
        width=width,
        required=required,
    )

"""What the verdicts of an indicator rest on besides its figures, as definitioner.json tells of it, read strictly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from hpanalysis.published.json_form import list_fields, read_texts, require_at_least, require_fields, require_type

TARGETS = frozenset(
    {"none", "falling", "at_municipality", "at_or_above_municipality", "below_state_criterion", "number"}
    | {"follow_municipality", "development", "supplerende"}
)


@dataclass(frozen=True, kw_only=True)
class Judging:
    """What the verdicts on an indicator's figures rest on, as definitioner.json tells of it. The fields are the file's,
    explained at the head of `published.definitions`. Made by `read_judging`; `verify` makes verdicts anew from it."""

    higher_is_better: bool
    comparable: bool
    compared_with: str | None
    change_judged: bool
    breaks: tuple[date, ...]
    rebased: dict[str, tuple[date, ...]]
    target: str
    target_value: Decimal | None
    margin: Decimal
    baseline_window: str
    pooled_years: int
    comes: dict[str, tuple[date, date]] | None

    @property
    def sign(self) -> int:
        """+1 where a high figure is the good one, else -1: what a difference is multiplied by so that positive is
        better. Read wherever a verdict is made anew."""
        return 1 if self.higher_is_better else -1


def _read_number(value: Any) -> Decimal:
    """A number that is written as a JSON text, so that no decimal is lost; ValueError if it is none, or not finite.
    Called for each margin and each target that is a number."""
    try:
        number = Decimal(require_type(value, str))
    except InvalidOperation:
        raise ValueError from None
    if not number.is_finite():
        raise ValueError
    return number


def read_half_year(value: Any) -> str:
    """A half-year as 2025H1; ValueError if it is not of the form. Called for the plan's first one, in a file of format
    2."""
    half_year: str = require_type(value, str)
    if re.fullmatch(r"20[0-9]{2}H[12]", half_year) is None:
        raise ValueError
    return half_year


def read_power(value: Any) -> Decimal:
    """How likely a measurement must be to be sure for its half-year to be named; ValueError if it is no chance. Called
    for the plan's, in a file of format 2."""
    power = _read_number(value)
    if not 0 < power < 1:
        raise ValueError
    return power


def _read_comes(value: Any) -> dict[str, tuple[date, date]] | None:
    """Half-year -> first and last day of the window that comes new in it, each pair as 2024-10-01/2025-09-30; None
    where only a delivery tells. ValueError if it is anything else. Called for each indicator."""
    if value is None:
        return None
    comes = {}
    for half_year, days in require_type(value, dict).items():
        start, end = (date.fromisoformat(day) for day in require_type(days, str).split("/"))
        comes[read_half_year(half_year)] = (start, end)
    return comes


def _read_days(value: Any) -> tuple[date, ...]:
    """A JSON list of days, each as 2025-07-01; ValueError if it is anything else. Called for the breaks of each
    indicator, and for the events that its courses begin anew by."""
    return tuple(date.fromisoformat(day) for day in read_texts(value))


def read_judging(value: Any) -> Judging:
    """What the verdicts of an indicator rest on, from its JSON value; ValueError where it is not of the form. Called
    for each indicator of a file of format 2."""
    judging = require_fields(value, list_fields(Judging))
    if judging["target"] not in TARGETS:
        raise ValueError
    number = judging["target_value"]
    return Judging(
        higher_is_better=require_type(judging["higher_is_better"], bool),
        comparable=require_type(judging["comparable"], bool),
        compared_with=require_type(judging["compared_with"], str, type(None)),
        change_judged=require_type(judging["change_judged"], bool),
        breaks=_read_days(judging["breaks"]),
        rebased={area: _read_days(days) for area, days in require_type(judging["rebased"], dict).items()},
        target=judging["target"],
        target_value=None if number is None else _read_number(number),
        margin=_read_number(judging["margin"]),
        baseline_window=require_type(judging["baseline_window"], str),
        pooled_years=require_at_least(judging["pooled_years"], 0),
        comes=_read_comes(judging["comes"]),
    )

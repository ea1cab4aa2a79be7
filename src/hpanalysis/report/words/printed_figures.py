"""The figures that the plan prints besides its baselines (context.csv), as pages write them."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation

from hpanalysis import danish
from hpanalysis.plan import Fact
from hpanalysis.report.words.speaker import Speaker

_SCHOOL_YEAR = re.compile(r"[0-9]{2}([0-9]{2})-([0-9]{2})")
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Unit in context.csv -> what stands after the number.
_UNITS = {"percent": "%", "times": "gange", "kroner": "kroner"}
# How the sentence on a printed comparison begins; `verify` finds it by these words.
BEGINNING = "Den trykte sammenligning"


def format_value(fact: Fact) -> str:
    """A printed figure with the decimals and the words that it is printed with, and its unit: `19,8 %`, `knap 48 %`,
    `over 3 gange`. Called for each figure that the plan prints of an area, and for those that it is compared with."""
    printed = fact.value_as_printed
    with suppress(InvalidOperation):  # words with a number are kept as they are
        printed = danish.format_exactly(Decimal(printed))
    unit = _UNITS.get(fact.unit, "")
    return f"{printed}{danish.NBSP}{unit}" if unit and printed[-1:].isdigit() else printed


def format_period(period: str) -> str:
    """The time of a printed figure in words: a school year as `skoleåret 2023/24`, a month and a day written out; a
    year or another text is kept. Called for each printed figure. period: as context.csv has it."""
    years = _SCHOOL_YEAR.fullmatch(period)  # 2024-10 is a month
    if years and int(years[2]) == (int(years[1]) + 1) % 100:
        return f"skoleåret {period.replace('-', '/')}"
    if _MONTH.fullmatch(period):
        return danish.format_month(date.fromisoformat(f"{period}-01"))
    return danish.format_day(date.fromisoformat(period)) if _DAY.fullmatch(period) else period


def _state_comparison(speaker: Speaker, facts: list[Fact]) -> str:
    """The sentence on figures of one period, source and group. Called by `state_printed_comparisons`. facts: at least
    one; of areas, whose group is told after them, or of the municipality or the country, whose is told with each."""
    plan, first = speaker.release.plan, facts[0]
    of_areas = plan.area(first.area_id).is_area
    names = [plan.area(fact.area_id).name if of_areas else fact.compared_da for fact in facts]
    told = danish.join_words(f"{name} {format_value(fact)}" for name, fact in zip(names, facts, strict=True))
    when = f", {period}" if (period := format_period(first.period)) else ""
    group = f" ({first.compared_da})" if of_areas else ""
    source = f" Kilde: {first.source_as_printed}." if first.source_as_printed else ""
    return f"{BEGINNING} i planen{when}: {told}{group}.{source}"


def state_printed_comparisons(speaker: Speaker) -> list[str]:
    """What the plan prints beside an indicator's baselines for comparison, a sentence for each period, source and
    group; empty where it prints nothing. Called under the indicator's table on its agreement's page, and on its
    definition page. speaker: the indicator and its Danish words."""
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in speaker.release.plan.printed_comparisons(speaker.indicator_id):
        of_areas = speaker.release.plan.area(fact.area_id).is_area
        key = fact.period, fact.source_as_printed, fact.compared_da if of_areas else ""
        groups.setdefault(key, []).append(fact)
    return [_state_comparison(speaker, facts) for facts in groups.values()]

"""definitioner.json: what the published figures are and how they hang together, read strictly.

It lies in every published folder, so that anybody can rebuild the relations between figures without the program.
An example, shortened:

    {
      "format": 2,
      "k": 5,
      "areas": ["nord", "syd"],
      "total": "alle-2",
      "municipality": "byen",
      "country": null,
      "merged_areas": {},
      "first_half_year": "2025H1",
      "plan_end": "2029-12-31",
      "power": "0.8",
      "indicators": {
        "kontanthjaelp": {
          "measure": "clustered_share",
          "denominator_id": "uden_for_arbejdsmarkedet",
          "category_of": "",
          "sum_of": [],
          "part_of": ["uden_for_arbejdsmarkedet"],
          "areas_sum_to_total": true,
          "total_in_municipality": true,
          "by_month": true,
          "decimals": 1,
          "judging": {
            "higher_is_better": false,
            "comparable": true,
            "compared_with": "byen",
            "change_judged": true,
            "breaks": ["2025-07-01"],
            "rebased": {"nord": ["2026-02-01"]},
            "target": "number",
            "target_value": "25.0",
            "margin": "2.0",
            "baseline_window": "2023-10/2024-09",
            "pooled_years": 0,
            "comes": {"2025H1": "2024-04-01/2025-03-31", "2025H2": "2024-10-01/2025-09-30"}
          },
          "windows": {
            "2024-10/2025-09": {"most_per_person": 12, "blocks": ["2024-10", "2024-11", "..."]},
            "2025": {"most_per_person": 1, "blocks": ["2025"]}
          }
        }
      }
    }

k                      the smallest number of persons that may be told of, but for 0
areas                  ids of the housing areas; each person of the total is in one of them
total, municipality    the areas together; the municipality, of which they are a part. null where the plan has none
country                stands alone: nothing is added up to it. null where there is none
merged_areas           id of an area that is shown as several together -> their ids
first_half_year        the first half-year that the plan reports on. From it to the last that ends before the plan does,
                       the chance of error is spent that a figure's changes may be called sure by
plan_end               the plan's last day, at which the straight line from a baseline reaches its target
power                  how likely a measurement must be to be sure for its half-year to be named, 0 to 1, as a text
measure                share | clustered_share | rate | count | mean. Of share and clustered_share the complement
                       (denominator minus numerator) is a number of persons too, or of their time, and never negative.
                       The numerator of a mean is no count; its denominator is
denominator_id         figures with the same id have the same denominator in the same window and area; null for counts
category_of            the indicators of a category together make the denominator; "" where it is in none
sum_of, part_of        keys of indicators with the same denominator_id: this numerator is their sum; is part of each
areas_sum_to_total     numerators and denominators of the areas make the total's (false where the total is delivered
                       by itself and covers more, or others)
total_in_municipality  the total is a part of the municipality's figure (false where that covers others)
by_month               maanedstal.csv tells of its months, and its blocks are those months ("2024-10")
decimals               of the printed value
judging                what the verdicts on its figures rest on, besides the figures
  higher_is_better     whether a high figure is the good one; else a low one is
  comparable           whether its figures may be held against the municipality's
  compared_with        id of what they are held against: the municipality or the country; null where there is none
  change_judged        whether its changes may be called better or worse
  breaks               first day of each version whose figures cannot be compared with those before it
  rebased              id of an area -> days of events from which the plan begins its course anew; areas with any only
  target               none | falling | at_municipality | at_or_above_municipality |
                       falling_and_below_state_criterion | number | follow_municipality | development
  target_value         the number to reach by the plan's end, in the unit; null where the target is none
  margin               how far from the municipality's level counts as at it, in the unit
  baseline_window      id of the window that the plan takes for the baseline
  pooled_years         how many windows are shown together besides each by itself; 0 for none
  comes                half-year -> first and last day of the window that comes new in it, for those of the plan's
                       half-years that have one; null where only a delivery tells when the next comes
windows                every window that indicators.csv has a row for. most_per_person: the most one person can add to
                       numerator or denominator: 1 for heads, cases and dwellings; months or days in the window else.
                       blocks: the pieces of time the window is made of. A block with the same name is the same
                       amount in every window of every indicator with the same denominator_id: a window whose figures
                       do not add up with another's (another definition version, another unit) names blocks of its own.
                       A window has the same blocks in all indicators with the same denominator_id

A plan that keeps lists of participants has a member more, `reach`: how the counts of deltagere.csv hang together
(`published.reach.declared`).

An indicator whose windows are also counted by a later version of its definition has a further entry, a series of its
own: `kontanthjaelp@3` with a member more, `since`: "2025-07-01", the day from which the version holds. Its windows are
those that the version counts: a row of `kontanthjaelp` whose window is `2023-10/2024-09@3` is its figure of the window
2023-10/2024-09, and so is a row of a window that only this entry names. The months of maanedstal.csv are of the entry
from that day on. The numerator by the earlier rule is a part of this one (part_of): their difference is a number of
persons, or of their time, too.

Format 1, which packages made before it have, lacks first_half_year, plan_end, power and judging: figures can be
related, and verdicts cannot be made again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hpanalysis.published.failures import describe_unreadable
from hpanalysis.published.json_form import list_fields, read_texts, require_at_least, require_fields, require_type
from hpanalysis.published.judging import Judging, read_half_year, read_judging, read_power
from hpanalysis.published.names import DEFINITIONS_JSON

_OF_JUDGING = frozenset({"first_half_year", "plan_end", "power"})  # members that the first form lacks
FORMATS = (1, 2)  # those that are read; the last is the one that is written

_SERIES = "@"  # before the number of the version by which a series, or a window, is counted

# Only of these is the rest of the denominator a number of persons too.
SHARES = frozenset({"share", "clustered_share"})
MEASURES = SHARES | {"rate", "count", "mean"}


@dataclass(frozen=True)
class Window:
    """A window of an indicator, as definitioner.json tells of it; made by `_read_window`."""

    most_per_person: int  # the most one person can add to numerator or denominator
    blocks: tuple[str, ...]  # the pieces of time it is made of


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """An indicator as its published definition tells of it. The fields are the file's, explained at the head of this
    module. Made by `parse_definitions`; `audit` rebuilds the relations between figures from it."""

    measure: str
    denominator_id: str | None
    category_of: str
    sum_of: tuple[str, ...]
    part_of: tuple[str, ...]
    areas_sum_to_total: bool
    total_in_municipality: bool
    by_month: bool
    decimals: int
    windows: dict[str, Window]
    overlap_of: tuple[str, ...] = ()  # of a series of reach alone: the two whose persons in common it counts
    since: str | None = None  # of a series by a later version's rule: its first day, as 2025-07-01
    judging: Judging | None = None  # None in a file of format 1

    @property
    def counts_numerator(self) -> bool:
        """Whether the numerator is a number of persons, cases or their time, and not a sum of marks (a mean's). Read
        where counts are related, examined and checked for being too small."""
        return self.measure != "mean"

    @property
    def has_complement(self) -> bool:
        """Whether denominator minus numerator is a number of persons, or of their time, too. Read where counts are
        related, examined and checked for being too small."""
        return self.measure in SHARES


@dataclass(frozen=True, kw_only=True)
class Definitions:
    """definitioner.json read; the fields are the file's, explained at the head of this module. Made by
    `parse_definitions`."""

    k: int
    areas: tuple[str, ...]
    total: str | None
    municipality: str | None
    country: str | None
    merged_areas: dict[str, tuple[str, ...]]
    indicators: dict[str, Indicator]  # a series by a later version's rule (`kontanthjaelp@3`) has its own entry
    first_half_year: str | None = None  # as 2025H1; None in a file of format 1
    plan_end: date | None = None  # None in a file of format 1
    power: Decimal | None = None  # None in a file of format 1
    # What is said of deltagere.csv, as `published.reach.declared` reads it; None where there is no such file.
    reach: dict[str, Any] | None = None

    def _list_later_series(self, indicator_id: str) -> list[str]:
        """The series of an indicator by the rules of later versions, `kontanthjaelp@3`; empty for most. Called for each
        row and month that is placed in a series."""
        return [name for name in self.indicators if name.startswith(f"{indicator_id}{_SERIES}")]

    def find_series(self, indicator_id: str, window: str) -> tuple[str, str] | None:
        """The series that a row of indicators.csv is of, and its window without the version; None where neither is
        defined. Called for each row that is audited or verified, before it is related to others."""
        plain, _, version = window.partition(_SERIES)
        names = [f"{indicator_id}{_SERIES}{version}"] if version else [indicator_id]
        # A window that ends after the version's day is counted by its rule alone, and its row says no version.
        names += [] if version else self._list_later_series(indicator_id)
        known = (name for name in names if name in self.indicators and plain in self.indicators[name].windows)
        return next(((name, plain) for name in known), None)

    def find_series_of_month(self, indicator_id: str, month: str) -> str:
        """The series that a month of maanedstal.csv is of. Called for each published month. month: 2024-10."""
        later = self._list_later_series(indicator_id)
        return next((name for name in later if f"{month}-01" >= (self.indicators[name].since or "9")), indicator_id)

    def list_series_pairs(self) -> list[tuple[str, str]]:
        """The pairs (by a later version's rule, by the earlier) of one indicator's series. Called where what the two
        differ by is related and examined."""
        pairs = ((name, name.partition(_SERIES)[0]) for name in self.indicators)
        return [(later, earlier) for later, earlier in pairs if later != earlier]

    def list_nested_pairs(self) -> list[tuple[str, str]]:
        """The pairs (the larger, the one within it) of figures of heads: whoever has both knows how many persons are in
        the larger alone. Called where what two figures differ by is examined."""
        shares = {name: one for name, one in self.indicators.items() if one.measure == "share"}
        nested = [(larger, name) for name, one in shares.items() for larger in one.part_of if larger in shares]
        again = self.list_series_pairs()  # a figure counted again contains the figure, and is a pair already
        return [pair for pair in nested if pair not in again]


def name_recounted(window: str, series: str) -> str:
    """The window of a series' figure as indicators.csv names it where the figure is counted again: `2024-12@3`. Called
    where the difference of two series is named."""
    return f"{window}{_SERIES}{series.partition(_SERIES)[2]}"


def _read_window(value: Any) -> Window:
    """A window of an indicator in definitioner.json, from its JSON value; ValueError if it is not of the form, or has
    no blocks (pieces of time). Called for each window when the file is read."""
    window = require_fields(value, list_fields(Window))
    # Without blocks it would be tied to nothing, and what overlapping windows tell would go unseen.
    if not window["blocks"]:
        raise ValueError
    return Window(require_at_least(window["most_per_person"], 1), read_texts(window["blocks"]))


def _read_indicator(name: str, value: Any, is_judged: bool) -> Indicator:
    """An indicator (or series) of definitioner.json, from its JSON value; ValueError where a field is missing, unknown,
    not of its declared type or of a value it may not have. Called for each when the file is read. is_judged: whether
    the file's format tells what the verdicts rest on."""
    names = list_fields(Indicator) - {"overlap_of"} - (set() if is_judged else {"judging"})
    indicator = require_fields(value, names, frozenset({"since"}))
    # Without its day a series' months would be taken for the earlier rule's.
    if indicator["measure"] not in MEASURES or (_SERIES in name) != ("since" in indicator):
        raise ValueError
    return Indicator(
        measure=indicator["measure"],
        denominator_id=require_type(indicator["denominator_id"], str, type(None)),
        category_of=require_type(indicator["category_of"], str),
        sum_of=read_texts(indicator["sum_of"]),
        part_of=read_texts(indicator["part_of"]),
        areas_sum_to_total=require_type(indicator["areas_sum_to_total"], bool),
        total_in_municipality=require_type(indicator["total_in_municipality"], bool),
        by_month=require_type(indicator["by_month"], bool),
        decimals=require_at_least(indicator["decimals"], 0),
        windows={key: _read_window(window) for key, window in require_type(indicator["windows"], dict).items()},
        since=require_type(indicator["since"], str) if "since" in indicator else None,
        judging=read_judging(indicator["judging"]) if is_judged else None,
    )


def parse_definitions(text: str) -> Definitions:
    """The definitions of a definitioner.json, given as its text. ValueError, TypeError or KeyError where it is not of
    the form. Called by `read_definitions`, and by `hpanalysis verify` for a package."""
    file = json.loads(text)
    # A later form could tell of relations that are not read here.
    if require_type(require_type(file, dict).get("format"), int) not in FORMATS:
        raise ValueError
    is_judged = file["format"] > 1
    names = list_fields(Definitions) - (set() if is_judged else _OF_JUDGING) | {"format"}
    require_fields(file, names, frozenset({"reach"}))
    definitions = Definitions(
        # With a k of 0 no count would be small, and everything would pass.
        k=require_at_least(file["k"], 1),
        areas=read_texts(file["areas"]),
        total=require_type(file["total"], str, type(None)),
        municipality=require_type(file["municipality"], str, type(None)),
        country=require_type(file["country"], str, type(None)),
        merged_areas={area: read_texts(parts) for area, parts in require_type(file["merged_areas"], dict).items()},
        indicators={
            key: _read_indicator(key, each, is_judged) for key, each in require_type(file["indicators"], dict).items()
        },
        first_half_year=read_half_year(file["first_half_year"]) if is_judged else None,
        plan_end=date.fromisoformat(require_type(file["plan_end"], str)) if is_judged else None,
        power=read_power(file["power"]) if is_judged else None,
        reach=require_type(file["reach"], dict) if "reach" in file else None,
    )
    # Each field is right by now; this is the one rule that goes over several indicators.
    _check_blocks(definitions)
    return definitions


def _check_blocks(definitions: Definitions) -> None:
    """ValueError unless a window is made of the same blocks (pieces of time) wherever the denominator is the same.
    Called last when a definitioner.json is read."""
    # Two sets of blocks for one denominator would be two sums, and tie the wrong pieces to each other.
    known: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for indicator_id, indicator in definitions.indicators.items():
        for key, window in indicator.windows.items():
            # A count has no denominator to share, so it is compared with nothing but itself.
            if known.setdefault((indicator.denominator_id or indicator_id, key), window.blocks) != window.blocks:
                raise ValueError


def read_definitions(folder: Path) -> Definitions:
    """The definitions of a published folder; `Stop` if the file is missing or not of its form. Called in an audit, for
    each half-year's folder (the newest in place of one that has no such file)."""
    path = folder / DEFINITIONS_JSON
    if not path.is_file():
        # Without definitions nothing can be related, so this is no failure among others: the audit stops.
        raise describe_unreadable(path, "Filen mangler, så sammenhængen mellem tallene kan ikke kontrolleres.")
    try:
        return parse_definitions(path.read_text(encoding="utf-8"))
    # What is wrong in the file is not repeated: it may be anything.
    except (ValueError, TypeError, KeyError):
        raise describe_unreadable(path, "Filen har ikke den form, som kontrolprogrammet læser.") from None

"""definitioner.json: what the published figures are and how they hang together, read strictly.

It lies in every published folder, so that anybody can rebuild the relations between figures without the program.
An example, shortened:

    {
      "format": 1,
      "k": 5,
      "areas": ["nord", "syd"],
      "total": "alle-2",
      "municipality": "byen",
      "country": null,
      "merged_areas": {},
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
windows                every window that indicators.csv has a row for. most_per_person: the most one person can add to
                       numerator or denominator: 1 for heads, cases and dwellings; months or days in the window else.
                       blocks: the pieces of time the window is made of. A block with the same name is the same
                       amount in every window of every indicator with the same denominator_id: a window whose figures
                       do not add up with another's (another definition version, another unit) names blocks of its own.
                       A window has the same blocks in all indicators with the same denominator_id
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from hpanalysis.errors import Stop
from hpanalysis.published.names import DEFINITIONS_JSON

FORMAT = 1

SHARES = frozenset({"share", "clustered_share"})
MEASURES = SHARES | {"rate", "count", "mean"}


@dataclass(frozen=True)
class Window:
    """A window of an indicator: the most one person adds, and the pieces of time it is made of."""

    most_per_person: int
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    """An indicator as its published definition tells of it; the fields are the file's."""

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

    @property
    def counts_numerator(self) -> bool:
        """Whether the numerator is a number of persons, cases or their time: the sum of marks is none."""
        return self.measure != "mean"

    @property
    def has_complement(self) -> bool:
        return self.measure in SHARES


@dataclass(frozen=True)
class Definitions:
    """The file read: the threshold, the areas by kind, the indicators by key."""

    k: int
    areas: tuple[str, ...]
    total: str | None
    municipality: str | None
    country: str | None
    merged_areas: dict[str, tuple[str, ...]]
    indicators: dict[str, Indicator]


def _make_stop(name: str, wrong: str) -> Stop:
    return Stop(
        wrong,
        place=f"»{name}/{DEFINITIONS_JSON}«",
        expected="filen, som programmet skrev den.",
        do="Kør halvåret igen, så filerne bliver udgivet på ny.",
    )


def _require_fields(given: Any, names: set[str]) -> dict[str, Any]:
    """The object, if it has the fields named and no other: a relation that is misspelt would go unseen."""
    if not isinstance(given, dict) or set(given) != names:
        raise ValueError
    return given


def _names(of: type) -> set[str]:
    return {field.name for field in fields(of)}


def _require_type(value: Any, *types: type) -> Any:
    if type(value) not in types:
        raise ValueError
    return value


def _read_texts(given: Any) -> tuple[str, ...]:
    return tuple(_require_type(text, str) for text in _require_type(given, list))


def _require_at_least(value: Any, least: int) -> int:
    if _require_type(value, int) < least:
        raise ValueError
    return value


def _read_window(given: Any) -> Window:
    told = _require_fields(given, _names(Window))
    if not told["blocks"]:
        raise ValueError
    return Window(_require_at_least(told["most_per_person"], 1), _read_texts(told["blocks"]))


def _read_indicator(given: Any) -> Indicator:
    told = _require_fields(given, _names(Indicator))
    if told["measure"] not in MEASURES:
        raise ValueError
    return Indicator(
        told["measure"],
        _require_type(told["denominator_id"], str, type(None)),
        _require_type(told["category_of"], str),
        _read_texts(told["sum_of"]),
        _read_texts(told["part_of"]),
        _require_type(told["areas_sum_to_total"], bool),
        _require_type(told["total_in_municipality"], bool),
        _require_type(told["by_month"], bool),
        _require_at_least(told["decimals"], 0),
        {window: _read_window(each) for window, each in _require_type(told["windows"], dict).items()},
    )


def _definitions(told: dict[str, Any]) -> Definitions:
    _require_fields(told, _names(Definitions) | {"format"})
    if told["format"] != FORMAT:
        raise ValueError
    found = Definitions(
        _require_at_least(told["k"], 1),
        _read_texts(told["areas"]),
        *(_require_type(told[name], str, type(None)) for name in ("total", "municipality", "country")),
        {merged: _read_texts(areas) for merged, areas in _require_type(told["merged_areas"], dict).items()},
        {key: _read_indicator(each) for key, each in _require_type(told["indicators"], dict).items()},
    )
    _check_blocks(found)
    return found


def _check_blocks(found: Definitions) -> None:
    """A window is made of the same blocks wherever its denominator is the same."""
    known: dict[tuple[str | None, str], tuple[str, ...]] = {}
    for key, indicator in found.indicators.items():
        for window, told in indicator.windows.items():
            if known.setdefault((indicator.denominator_id or key, window), told.blocks) != told.blocks:
                raise ValueError


def parse_definitions(text: str) -> Definitions:
    """The definitions of a file; ValueError, TypeError or KeyError where it is not of the form above."""
    return _definitions(json.loads(text))


def read_definitions(folder: Path) -> Definitions:
    """The definitions of a published folder; `Stop` if they are missing or not of the form above."""
    path = folder / DEFINITIONS_JSON
    if not path.is_file():
        raise _make_stop(folder.name, "Filen mangler, så sammenhængen mellem tallene kan ikke kontrolleres.")
    try:
        return parse_definitions(path.read_text(encoding="utf-8"))
    except (ValueError, TypeError, KeyError):
        raise _make_stop(folder.name, "Filen har ikke den form, som kontrolprogrammet læser.") from None

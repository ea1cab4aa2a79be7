"""Figures of groups that are published already: what was shown or hidden once is so for good.

A breakdown of a window is chosen once. A later half-year repeats it as it was, or leaves it out where a figure that it
is a division of is another now: old groups beside a new figure would tell of the persons between the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from hpanalysis.errors import Stop
from hpanalysis.pipeline.storage import digests
from hpanalysis.published.breakdowns import GroupFigure, GroupKey, read_groups
from hpanalysis.published.figures import Figure, Key, read_figures
from hpanalysis.published.names import BREAKDOWNS_CSV, MANIFEST_JSON
from hpanalysis.tables import GROUP_KEY, KEY, Status

Divided = tuple[str, str, str]  # an indicator, a window and a breakdown: what is chosen at once
Told = tuple[str, Any, Any]  # a figure's status, numerator and denominator

_COLUMNS = [*GROUP_KEY, "window_start", "window_end", "status", "numerator", "denominator"]


@dataclass(frozen=True)
class Standing:
    """The groups of earlier publications. Made by `find_standing`; read when new ones are chosen beside them."""

    divided: frozenset[Divided]  # every breakdown of a window that was published, standing or not
    table: pd.DataFrame  # the groups whose figures are what they were: `tables.GROUP_KEY`, days, status, counts


def list_divided(table: pd.DataFrame) -> list[Divided]:
    """Which breakdown of which window each row of a table of groups is of. Called where such rows are chosen."""
    return list(zip(table["indicator_id"], table["window"], table["breakdown"], strict=True))


def has_file(folder: Path, name: str = BREAKDOWNS_CSV) -> bool:
    """Whether an edition has a file that later ones are protected beside: figures of groups, or reach. Called for each
    edition that was published before. `Stop` where its manifest names another file than lies there, or none: who took
    it away would make the next half-year forget it."""
    path, manifest = folder / name, folder / MANIFEST_JSON
    try:
        told = json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}
        wanted = told.get("published", {}).get(name)
    except (ValueError, AttributeError):
        wanted = ""
    there = digests.digest_file(path) if path.is_file() else None
    # An edition of before there were manifests is read as it lies; it has no such file.
    if wanted != there and (manifest.is_file() or there is not None):
        raise Stop(
            "Filen er ændret, efter at den blev udgivet, eller den mangler.",
            place=f"»{folder.name}/{name}«",
            expected=f"den fil, som {MANIFEST_JSON} i samme mappe nævner: Nye tal beskyttes sammen med dem i den.",
            do="Læg den udgivne mappe tilbage, som den var, fra en sikkerhedskopi.",
        )
    return there is not None


def _tell(figure: Figure | GroupFigure) -> Told:
    """What a reader knows of a figure. Called for each figure that is compared with its number of today."""
    return ("vist" if figure.shown else figure.status, figure.numerator, figure.denominator)


def _tell_measured(measured: pd.DataFrame, pattern: pd.DataFrame) -> dict[Key, Told]:
    """What a reader will know of each figure of today. Called once a run. pattern: which of them are hidden."""
    now: dict[Key, Told] = {}
    rules = dict(zip(zip(*(pattern[name] for name in KEY), strict=True), pattern["rule"], strict=True))
    with_counts = Status.words_with_counts()
    records: Iterable[Any] = measured.itertuples(index=False)  # pandas' stubs do not know a column's type
    for row in records:
        key = (str(row.indicator_id), str(row.window), str(row.area_id))
        if not pd.isna(rules[key]):
            now[key] = (Status.HIDDEN.value, None, None)
        elif row.status in with_counts:
            now[key] = ("vist", row.numerator, None if pd.isna(row.denominator) else row.denominator)
        else:
            now[key] = (str(row.status), None, None)
    return now


def _is_divided_as_before(keys: Sequence[GroupKey], figures: Mapping[Key, Figure], now: Mapping[Key, Told]) -> bool:
    """Whether all figures that a breakdown divides are today what they were when it was published; one that is not
    measured any more is. Called for each breakdown of each window of an edition. figures: of that edition."""
    for key in dict.fromkeys(one[:3] for one in keys):
        if key not in figures or now.get(key, _tell(figures[key])) != _tell(figures[key]):
            return False
    return True


def _make_table(rows: Mapping[GroupKey, GroupFigure]) -> pd.DataFrame:
    """Groups as a table, their counts as numbers. Called once a run."""
    cells = [
        [
            *(key[:3]),
            *(key[3:]),
            pd.Timestamp(row.cells["window_start"]).date(),
            pd.Timestamp(row.cells["window_end"]).date(),
            row.status,
            None if row.numerator is None else int(row.numerator),
            None if row.denominator is None else int(row.denominator),
        ]
        for key, row in rows.items()
    ]
    table = pd.DataFrame(cells, columns=_COLUMNS)
    return table.astype({"numerator": "Int64", "denominator": "Int64"})


def find_standing(folders: Sequence[Path], measured: pd.DataFrame, pattern: pd.DataFrame) -> Standing:
    """The groups of the editions in these folders, oldest first, and those whose figures are what they were. Called
    when it is chosen which groups are hidden. measured, pattern: of the half-year's run. Of a breakdown of a window
    that several editions have the first is taken; that the others repeat it is the auditor's to see."""
    now = _tell_measured(measured, pattern)
    divided: set[Divided] = set()
    standing: dict[GroupKey, GroupFigure] = {}
    for folder in folders:
        found, figures = read_groups(folder), read_figures(folder)
        by_divided: dict[Divided, list[GroupKey]] = {}
        for key in found:
            by_divided.setdefault((key[0], key[1], key[3]), []).append(key)
        for one, keys in by_divided.items():
            if one not in divided and _is_divided_as_before(keys, figures, now):
                standing |= {key: found[key] for key in keys}
            divided.add(one)
    return Standing(frozenset(divided), _make_table(standing))

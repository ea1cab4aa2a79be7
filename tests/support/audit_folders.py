"""Published folders made by hand for tests of the auditor: a few counts, what is hidden, and all files that follow."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from hpanalysis.published.log import compute_entry_digest

Key = tuple[str, str, str]

_NAMES = (
    "indicator_id area_id window latest numerator denominator value lo hi unit status baseline_window baseline_value "
    "baseline_recomputed change year_before_window year_before_value municipality_value rest_value others_value "
    "versus_municipality since_baseline since_year_before versus_others verdict reason"
)
COLUMNS = tuple(_NAMES.split())
UNITS = {"rate": ("pr. 1.000", 1000), "mean": ("gennemsnit", 1), "count": ("antal", 1)}


def indicator(measure: str = "share", denominator_id: str | None = "personer", **given) -> dict:
    """An indicator of definitioner.json; `windows` may be names alone, each a block of its own."""
    windows = given.pop("windows", ["2025"])
    if not isinstance(windows, dict):
        windows = {window: {"most_per_person": 1, "blocks": [window]} for window in windows}
    usual = {
        "measure": measure,
        "denominator_id": None if measure == "count" else denominator_id,
        "category_of": "",
        "sum_of": [],
        "part_of": [],
        "areas_sum_to_total": True,
        "total_in_municipality": True,
        "by_month": False,
        "decimals": 1,
        "windows": windows,
    }
    return usual | given


def definitions(indicators: dict[str, dict], areas: str = "nord syd vest", **given) -> dict:
    usual = {
        "format": 1,
        "k": 5,
        "areas": areas.split(),
        "total": "alle",
        "municipality": "byen",
        "country": None,
        "merged_areas": {},
        "indicators": indicators,
    }
    return usual | given


@dataclass(frozen=True)
class Publication:
    """What a half-year publishes. counts: (indicator, window, area) -> numerator and denominator, hidden ones too."""

    definitions: dict
    counts: dict[Key, tuple[int | Decimal, int | None]]
    hidden: frozenset[Key] = frozenset()
    half_year: str = "2026H1"
    months: tuple[dict, ...] = ()
    corrections: tuple[dict, ...] = ()
    statuses: dict[Key, str] = field(default_factory=dict)
    cells: dict[Key, dict[str, str]] = field(default_factory=dict)  # columns of a row, written over what follows

    def hiding(self, *keys: str) -> Publication:
        """The same with these cells hidden, each written indicator/window/area."""
        return replace(self, hidden=self.hidden | {tuple(key.split("/")) for key in keys})

    def showing(self, key: str) -> Publication:
        return replace(self, hidden=self.hidden - {tuple(key.split("/"))})

    def value(self, key: Key) -> str:
        told = self.definitions["indicators"][key[0]]
        n, d = self.counts[key]
        exact = Decimal(n) * UNITS.get(told["measure"], ("", 100))[1] / (1 if d is None else d)
        return str(exact.quantize(Decimal(1).scaleb(-told["decimals"]), ROUND_HALF_UP))

    def _row(self, key: Key) -> dict[str, str]:
        told = self.definitions["indicators"][key[0]]
        latest = max(window for window in told["windows"])
        status = self.statuses.get(key, "diskretioneret" if key in self.hidden else "vist")
        row = dict.fromkeys(COLUMNS, "") | dict(zip(("indicator_id", "window", "area_id"), key, strict=True))
        row |= {"latest": "ja" if key[1] == latest else "nej", "status": status}
        row |= {"unit": UNITS.get(told["measure"], ("pct.", 100))[0], "baseline_window": min(told["windows"])}
        if status == "vist":
            n, d = self.counts[key]
            row |= {"numerator": str(n), "denominator": "" if d is None else str(d), "value": self.value(key)}
        return row | self.cells.get(key, {})

    @property
    def rows(self) -> list[dict[str, str]]:
        return [self._row(key) for key in (*self.counts, *(k for k in self.statuses if k not in self.counts))]

    def page(self) -> str:
        """A page with a table cell for each latest row, and a chart of those that are shown."""
        rows = [row for row in self.rows if row["latest"] == "ja"]
        shown = [row for row in rows if row["status"] == "vist"]
        lines = [f"<tr><th>{row['area_id']}</th>{_cell(row)}</tr>" for row in rows]
        marks = "".join(f'<path data-cell="{row["indicator_id"]}/{row["window"]}/{row["area_id"]}"/>' for row in shown)
        told = "; ".join(f"{row['area_id']} {_danish(row['value'])} %" for row in shown)
        return (
            f'<!DOCTYPE html><html lang="da"><style>p{{margin:1.5em}}</style><main><table>{"".join(lines)}</table>'
            f'<svg role="img"><title>Prikdiagram</title><desc>Områderne i 2025: {told}.</desc>{marks}</svg></main>'
            "</html>"
        )

    def write(self, reports: Path, before: list[dict] | None = None) -> Path:
        """The folder reports/<half-year> with all its files. before: entries of the log so far, added to."""
        folder = reports / self.half_year
        folder.mkdir(parents=True, exist_ok=True)
        figures = as_csv(self.rows, COLUMNS)
        write(folder / "indicators.csv", figures)
        months = ["indicator_id", "area_id", "month", "status", "value", "unit", "centre", "lo", "hi"]
        write(folder / "maanedstal.csv", as_csv(self.months, months))
        corrected = [f"{name}_{time}" for name in ("status", "value", "numerator", "denominator") for time in _TIMES]
        write(folder / "rettelser.csv", as_csv(self.corrections, ["indicator_id", "window", "area_id", *corrected]))
        write(folder / "definitioner.json", json.dumps(self.definitions))
        entries = [] if before is None else before
        digest = hashlib.sha256(figures.encode("utf-8")).hexdigest()
        last = compute_entry_digest(entries[-1]) if entries else ""
        entries.append({"half_year": self.half_year, "indicators_sha256": digest, "before": last})
        write(folder / "udgivelseslog.json", json.dumps({"format": 1, "entries": entries}))
        write(folder / "oversigt.html", self.page())
        return folder


_TIMES = ("before", "now")


def _danish(value: str) -> str:
    return value.replace(".", ",")


def _cell(row: dict[str, str]) -> str:
    told = f"{_danish(row['value'])} %" if row["value"] else row["status"]
    return f'<td class="num" id="{row["indicator_id"]}-{row["area_id"]}">{told}</td>'


def as_csv(rows, columns) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def edit(path: Path, old: str, new: str, times: int = -1) -> None:
    """Change a published file by hand; what is to be changed must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path.name} does not hold what was to be edited"
    write(path, text.replace(old, new, times))

"""Leaks planted by hand in a half-year that stands before its gates, one kind a function; each must be refused.

A function writes its leak into the staged files and returns a word on it; None where the half-year has no place for it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pandas as pd

import cpr_spellings
from hpanalysis import disclose
from hpanalysis.pipeline.publication import publication_log
from staged_half_years import HALF, StagedHalfYear

Row = dict[str, str]


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[Row]) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")


def _counted(staged: StagedHalfYear) -> dict[tuple[str, str, str], tuple[int, int | None]]:
    """What was counted of each hidden figure: numerator and denominator."""
    both = staged.tables.tables["measured"].merge(
        staged.tables.tables["pattern"], on=["indicator_id", "window", "area_id"]
    )
    hidden = both[both["rule"].notna() & both["numerator"].notna()]
    return {
        (row.indicator_id, row.window, row.area_id): (
            int(row.numerator),
            None if pd.isna(row.denominator) else int(row.denominator),
        )
        for row in hidden.itertuples(index=False)
    }


def _percent(counts: tuple[int, int | None]) -> str:
    numerator, denominator = counts
    return f"{100 * numerator / denominator:.2f}".replace(".", ",") if denominator else f"{numerator},25"


def _add_sentence(staged: StagedHalfYear, sentence: str, draw: Random) -> None:
    """A paragraph at the end of a page, as an analyst's comment would stand there."""
    pages = sorted(path for path in staged.folder.glob("*.html") if "</main>" in path.read_text(encoding="utf-8"))
    page = draw.choice(pages)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</main>", f"<p>{sentence}</p></main>"), encoding="utf-8", newline="\n")


def _enter_in_log(staged: StagedHalfYear) -> None:
    """The log as if the edited table had been published, so that nothing but the leak is wrong."""
    figures = (staged.folder / "indicators.csv").read_text(encoding="utf-8")
    told = publication_log.extend_log((), HALF, figures)
    (staged.folder / "udgivelseslog.json").write_text(publication_log.format_log_json(told), encoding="utf-8")


def _edit_row(staged: StagedHalfYear, key: tuple[str, str, str], cells: Row) -> None:
    path = staged.folder / "indicators.csv"
    rows = _read(path)
    (row,) = [row for row in rows if (row["indicator_id"], row["window"], row["area_id"]) == key]
    row |= cells
    _write(path, rows)
    _enter_in_log(staged)


def _show(staged: StagedHalfYear, key: tuple[str, str, str], counts: tuple[int, int | None]) -> None:
    """The hidden figure shown in indicators.csv with all that follows from its counts."""
    numerator, denominator = counts
    (row,) = [
        row
        for row in _read(staged.folder / "indicators.csv")
        if (row["indicator_id"], row["window"], row["area_id"]) == key
    ]
    value = f"{100 * numerator / denominator:.1f}" if denominator else str(numerator)
    more = {"denominator": "" if denominator is None else str(denominator), "value": value}
    _edit_row(staged, key, {"status": "vist", "numerator": str(numerator), **more})
    assert row["status"] == "diskretioneret"


def hidden_number_in_its_row(staged: StagedHalfYear, draw: Random, write: Callable[..., str]) -> str | None:
    """A hidden figure's own row on its definition page says more than that it is hidden."""
    counted = sorted(_counted(staged).items())
    draw.shuffle(counted)
    for (indicator, window, area), counts in counted:
        page = staged.folder / f"definition-{indicator}.html"
        text = page.read_text(encoding="utf-8")
        start = text.find(f'<tr id="{indicator}-{area}-{window.replace("/", "_")}"')
        at = text.find("<span>diskretioneret</span>", start)
        if start >= 0 and at >= 0 and at < text.find("</tr>", start):
            told = f"<span>{write(counts)}</span>"
            changed = text[:at] + told + text[at + len("<span>diskretioneret</span>") :]
            page.write_text(changed, encoding="utf-8", newline="\n")
            return f"{indicator}/{window}/{area}"
    return None


def hidden_percentage(staged: StagedHalfYear, draw: Random) -> str | None:
    return hidden_number_in_its_row(staged, draw, lambda counts: f"{_percent(counts)} %")


def hidden_count(staged: StagedHalfYear, draw: Random) -> str | None:
    """The small n itself, a whole number, beside the word."""
    return hidden_number_in_its_row(staged, draw, lambda counts: f"diskretioneret ({counts[0]})")


def small_count_shown(staged: StagedHalfYear, draw: Random) -> str | None:
    """A figure that is hidden because it is small, shown in indicators.csv."""
    small = [(key, counts) for key, counts in sorted(_counted(staged).items()) if 0 < counts[0] < 5]
    if not small:
        return None
    key, counts = draw.choice(small)
    _show(staged, key, counts)
    return "/".join(key)


def complementary_shown(staged: StagedHalfYear, draw: Random) -> str | None:
    """A figure that is hidden to protect another, shown in indicators.csv."""
    pattern = staged.tables.tables["pattern"]
    rows = pattern[pattern["rule"] == disclose.PROTECTS_ANOTHER]
    keys = sorted(rows[["indicator_id", "window", "area_id"]].itertuples(index=False, name=None))
    counted = _counted(staged)
    known = [key for key in keys if key in counted]
    if not known:
        return None
    key = draw.choice(known)
    _show(staged, key, counted[key])
    return "/".join(key)


def interval_of_a_hidden(staged: StagedHalfYear, draw: Random) -> str | None:
    keys = sorted(_counted(staged))
    if not keys:
        return None
    key = draw.choice(keys)
    _edit_row(staged, key, {draw.choice(["lo", "hi", "change", "rest_value"]): "12.3"})
    return "/".join(key)


def value_of_a_hidden_month(staged: StagedHalfYear, draw: Random) -> str | None:
    path = staged.folder / "maanedstal.csv"
    rows = _read(path)
    hidden = [row for row in rows if row["status"] == "diskretioneret"]
    if not hidden:
        return None
    draw.choice(hidden)["value"] = "9.87"
    _write(path, rows)
    return "maanedstal.csv"


def _draw_unknown(staged: StagedHalfYear, draw: Random) -> str:
    """A percentage with two decimals that no published file has."""
    texts = "".join(path.read_text(encoding="utf-8") for path in staged.folder.glob("*.csv"))
    while True:
        whole, decimals = draw.randint(1, 99), draw.randint(1, 99)
        if f"{whole}.{decimals:02d}" not in texts and f"{whole},{decimals:02d}" not in texts:
            return f"{whole},{decimals:02d}"


def number_no_table_knows(staged: StagedHalfYear, draw: Random) -> str:
    number = _draw_unknown(staged, draw)
    _add_sentence(staged, f"I området var det {number} pct.", draw)
    return number


def number_in_two_elements(staged: StagedHalfYear, draw: Random) -> str:
    whole, decimals = _draw_unknown(staged, draw).split(",")
    _add_sentence(staged, f"I området var det <b>{whole}</b>,<b>{decimals}</b> pct.", draw)
    return f"{whole},{decimals}"


def number_in_a_label(staged: StagedHalfYear, draw: Random) -> str:
    number = _draw_unknown(staged, draw)
    _add_sentence(staged, f'<span title="{number} pct.">Se her</span>', draw)
    return number


def number_in_a_drawing(staged: StagedHalfYear, draw: Random) -> str:
    number = _draw_unknown(staged, draw)
    _add_sentence(staged, f'<svg role="img"><text>{number}</text></svg>', draw)
    return number


def mark_of_a_hidden_figure(staged: StagedHalfYear, draw: Random) -> str | None:
    keys = sorted(_counted(staged))
    if not keys:
        return None
    key = draw.choice(keys)
    _add_sentence(staged, f'<svg role="img"><path data-cell="{"/".join(key)}" d="M3 4"/></svg>', draw)
    return "/".join(key)


def passage_about_a_hidden_figure(staged: StagedHalfYear, draw: Random) -> str | None:
    """A sentence that links to a hidden figure and tells its small count."""
    counted = sorted(_counted(staged).items())
    if not counted:
        return None
    (indicator, window, area), counts = draw.choice(counted)
    href = f"definition-{indicator}.html#{indicator}-{area}-{window.replace('/', '_')}"
    count = counts[0] or 1
    _add_sentence(staged, f'Det er {count} i <a class="tal" href="{href}">området</a>.', draw)
    return f"{indicator}/{window}/{area}"


def cpr_in_a_sentence(staged: StagedHalfYear, draw: Random) -> str:
    name = draw.choice(sorted(cpr_spellings.PLAIN))
    _add_sentence(staged, f"Sagen om {cpr_spellings.PLAIN[name]('1506344006')} er set.", draw)
    return name


def cpr_in_a_table(staged: StagedHalfYear, draw: Random) -> str:
    path = staged.folder / draw.choice(["planens_tal.csv", "rettelser.csv", "maanedstal.csv"])
    text = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*text, f"{'x,' * text[0].count(',')}150634-4006"]) + "\n", encoding="utf-8")
    return path.name


def pseudonym(staged: StagedHalfYear, draw: Random) -> str:
    frame = pd.read_parquet(
        next(
            path
            for path in sorted(staged.publication.workspace.processed.glob("20*/frames/*.parquet"))
            if "person" in pd.read_parquet(path) and len(pd.read_parquet(path))
        )
    )
    _add_sentence(staged, f"Se {frame['person'].iloc[draw.randrange(len(frame))]}.", draw)
    return "et pseudonym"


def address(staged: StagedHalfYear, draw: Random) -> str:
    _add_sentence(staged, f"Familien på Kastanjebakken {draw.randint(1, 99)}, 2. tv er flyttet.", draw)
    return "en adresse"


def raw_row(staged: StagedHalfYear, draw: Random) -> str:
    row = f"Opdigtet Persen;Kastanjebakken 7;{draw.randint(1, 28):02d}-03-2025;14;21"
    (staged.folder / "bilag.json").write_text(json.dumps([row] * 3), encoding="utf-8")
    return "bilag.json"


LEAKS = (
    hidden_percentage,
    hidden_count,
    small_count_shown,
    complementary_shown,
    interval_of_a_hidden,
    value_of_a_hidden_month,
    number_no_table_knows,
    number_in_two_elements,
    number_in_a_label,
    number_in_a_drawing,
    mark_of_a_hidden_figure,
    passage_about_a_hidden_figure,
    cpr_in_a_sentence,
    cpr_in_a_table,
    pseudonym,
    address,
    raw_row,
)

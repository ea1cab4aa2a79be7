"""Whether the words for a direction ("sandsynligvis forbedret") are true as often as they say, by simulated plans.

Usage: python benchmarks/calibration.py [--plans 60] [--to docs]. Writes the tables of calibration.md between their
marks and pictures/calibration.svg; without --to it prints the tables. With --priors it tells how the words would do
with other priors (some minutes); with --unseen, how they do in plans of other sizes that nothing was chosen by. The
plans are those of tests/support/simulated_plans.py, their mix and the summaries those of calibration_tables.py;
standard errors, prior, probabilities and words are the program's own.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tests" / "support"))

from calibration_tables import (  # noqa: E402
    ALMOST_SURELY,
    BANDS,
    MIX,
    NOTHING,
    PROBABLY,
    Figure,
    share_of,
    share_true,
    share_with_word,
    simulate,
)
from hpanalysis.judge import evidence  # noqa: E402
from hpanalysis.statistics import ClusteredShare  # noqa: E402
from hpanalysis.tables import ALMOST_SURE, PROBABLE  # noqa: E402
from simulated_plans import SERIES, YEARS  # noqa: E402

PLANS = 60  # of each of the parts of the mix
# A mix that the prior was not chosen by: other sizes, another seed, as large a part in which nothing changes.
UNSEEN_SEED = 20270101
UNSEEN_MIX = (*((spread, shift) for spread in (0.0, 0.03, 0.08, 0.15, 0.3) for shift in (0.05, 0.2)), NOTHING, NOTHING)
PRIORS = ((0, 0.0), (2, 0.05), (4, 0.05), (8, 0.05), (4, 0.1))
BEGIN, END = "<!-- made by benchmarks/calibration.py -->", "<!-- end -->"


def _write_share(share: ClusteredShare | None) -> str:
    """A share in per cent with its 95 % interval, the plan being the unit; a dash of no figures."""
    if share is None:
        return "-"
    low, high = share.limits()
    return f"{100 * share.value:.1f} ({100 * low:.1f}-{100 * high:.1f})"


def _make_row(name: str, figures: Sequence[Figure]) -> str:
    """A row of the tables of words: how many figures bear each word, and in how many of them it is true."""
    cells = [name, str(len(figures))]
    for words in (PROBABLY, ALMOST_SURELY):
        cells += [_write_share(share_with_word(figures, words)), _write_share(share_true(figures, words))]
    return f"| {' | '.join(cells)} |"


def _make_table(head: str, rows: Sequence[tuple[str, Sequence[Figure]]]) -> str:
    columns = [head, "figures", "sandsynligvis, %", "of these true, %", "næsten sikkert, %", "of these true, %"]
    lines = [f"| {' | '.join(columns)} |", "|---|---:|---:|---:|---:|---:|"]
    return "\n".join([*lines, *(_make_row(name, figures) for name, figures in rows)])


def _split_by_scenario(figures: Sequence[Figure]) -> list[tuple[str, Sequence[Figure]]]:
    scenarios = dict.fromkeys(MIX)
    return [
        (f"spread {spread:g}, shift {shift:g}", [f for f in figures if f.scenario == (spread, shift)])
        for spread, shift in scenarios
    ]


def _make_bands(figures: Sequence[Figure]) -> str:
    """The reliability diagram as a table: for each band of probability how often the direction is true."""
    changing = [f for f in figures if f.scenario != NOTHING]
    lines = ["| probability | figures | mean probability, % | true, % | true where anything changes, % |"]
    lines.append("|---|---:|---:|---:|---:|")
    for low, high in BANDS:
        own, own_changing = ([f for f in some if low <= f.likely < high] for some in (figures, changing))
        mean = 100 * sum(f.likely for f in own) / len(own)
        shares = [_write_share(share_of(some, lambda f: f.told.is_true)) for some in (own, own_changing)]
        name = f"{100 * low:g}-{100 * min(high, 1):g} %"
        lines.append(f"| {name} | {len(own)} | {mean:.1f} | {shares[0]} | {shares[1]} |")
    return "\n".join(lines)


def make_tables(figures: Sequence[Figure]) -> list[str]:
    """The tables of docs/calibration.md of all simulated figures, in their order there."""
    none, changing = ([f for f in figures if (f.scenario == NOTHING) is same] for same in (True, False))
    whole = [
        ("the declared mix", figures),
        ("plans where something changes", changing),
        ("plans where nothing changes", none),
        ("single areas", [f for f in figures if not f.told.is_total]),
        ("the areas' total", [f for f in figures if f.told.is_total]),
        ("year 1, where something changes", [f for f in changing if f.told.year == 1]),
        ("the total, where something changes", [f for f in changing if f.told.is_total]),
        *((f"year {year}", [f for f in figures if f.told.year == year]) for year in range(1, YEARS + 1)),
    ]
    by_series = [(series.name, [f for f in figures if f.told.series == series.name]) for series in SERIES]
    return [
        _make_table("of", whole),
        _make_bands(figures),
        _make_table("plans with", _split_by_scenario(figures)),
        _make_table("indicator", by_series),
    ]


def make_priors_table(plans: int) -> str:
    """How the words do with other priors, on fewer plans of the same mix: why the prior is what it is."""
    rows = []
    for changes, size in PRIORS:
        with mock.patch.multiple(evidence, PRIOR_CHANGES=changes, PRIOR_SIZE=size):
            figures = list(simulate(plans))
        name = f"{changes} changes of {size:g}" if changes else "no prior"
        first = [f for f in figures if f.told.year == 1]
        none = [f for f in figures if f.scenario == NOTHING]
        cells = [name, *(_write_share(share_true(some, PROBABLY)) for some in (figures, first))]
        cells += [_write_share(share_true(figures, ALMOST_SURELY)), _write_share(share_with_word(none))]
        cells.append(_write_share(share_with_word([f for f in figures if f.scenario != NOTHING])))
        rows.append(f"| {' | '.join(cells)} |")
    head = ["prior", "sandsynligvis true, %", "in year 1, %", "næsten sikkert true, %"]
    head += ["a word where nothing changes, %", "a word where something does, %"]
    return "\n".join([f"| {' | '.join(head)} |", "|---|---:|---:|---:|---:|---:|", *rows])


def make_unseen_table(plans: int) -> str:
    """How the words do in a mix that the prior was not chosen by, so many plans of each of its parts."""
    figures = list(simulate(plans, UNSEEN_MIX, UNSEEN_SEED))
    none, changing = ([f for f in figures if (f.scenario == NOTHING) is same] for same in (True, False))
    rows = [
        ("the unseen mix", figures),
        ("plans where something changes", changing),
        ("plans where nothing changes", none),
        ("single areas", [f for f in figures if not f.told.is_total]),
        ("the areas' total", [f for f in figures if f.told.is_total]),
        *((f"year {year}", [f for f in figures if f.told.year == year]) for year in range(1, YEARS + 1)),
    ]
    return _make_table("of", rows)


def draw_reliability(figures: Sequence[Figure], path: Path) -> None:
    """The reliability diagram as SVG: for each band the mean probability, and how often the direction is true."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    plt.rcParams |= {"svg.hashsalt": "calibration", "svg.fonttype": "none", "font.size": 10}
    axes = plt.figure(figsize=(6, 6)).add_subplot()
    axes.plot([50, 100], [50, 100], color="0.6", linewidth=1, label="as often as it says")
    parts = (
        ("plans where something changes", "o", "#1b5e8c", [f for f in figures if f.scenario != NOTHING]),
        ("the declared mix, plans where nothing changes among them", "s", "#b5531c", figures),
    )
    for name, mark, colour, some in parts:
        points = []
        for low, high in BANDS:
            own = [f for f in some if low <= f.likely < high]
            share = share_of(own, lambda f: f.told.is_true)
            points.append((100 * sum(f.likely for f in own) / len(own), 100 * share.value, share.limits()))
        x, y = [p[0] for p in points], [p[1] for p in points]
        reach = [[p[1] - 100 * p[2][0] for p in points], [100 * p[2][1] - p[1] for p in points]]
        axes.errorbar(x, y, yerr=reach, fmt=f"{mark}-", color=colour, markersize=5, capsize=2, label=name)
    for limit in (100 * PROBABLE, 100 * ALMOST_SURE):
        axes.axvline(limit, color="0.8", linewidth=1, linestyle="--")
    axes.set(xlabel="probability of the direction told, %", ylabel="directions that are true, %")
    axes.set(xlim=(50, 100), ylim=(30, 101))
    axes.legend(loc="lower right", frameon=False, fontsize=8)
    axes.figure.savefig(path, metadata={"Date": None}, bbox_inches="tight")


def _put_between_marks(document: Path, tables: Sequence[str]) -> None:
    """Put each table between its marks in the document, in order; the words around them are kept."""
    parts = document.read_text(encoding="utf-8").split(BEGIN)
    assert len(parts) == len(tables) + 1, "the document has a pair of marks for each table"
    text = parts[0]
    for table, part in zip(tables, parts[1:], strict=True):
        text += f"{BEGIN}\n{table}\n{END}{part.split(END, 1)[1]}"
    document.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plans", type=int, default=PLANS)
    parser.add_argument("--priors", type=int, default=0, metavar="PLANS", help="also other priors, on so many plans")
    parser.add_argument("--unseen", type=int, default=0, metavar="PLANS", help="only another mix, with so many plans")
    parser.add_argument("--to", type=Path)
    given = parser.parse_args()
    if given.unseen:
        print(make_unseen_table(given.unseen))
        return
    figures = list(simulate(given.plans))
    tables = make_tables(figures)
    if given.priors:
        print(make_priors_table(given.priors))
    if given.to:
        draw_reliability(figures, given.to / "pictures" / "calibration.svg")
        _put_between_marks(given.to / "calibration.md", tables)
    else:
        print("\n\n".join(tables))


if __name__ == "__main__":
    main()

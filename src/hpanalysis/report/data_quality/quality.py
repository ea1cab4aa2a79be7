"""The data quality of a half-year: sources, rules, what was found, who mends it, what is withheld."""

from __future__ import annotations

from typing import Any

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish, deadlines
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import periods
from hpanalysis.report.data_quality import agreements
from hpanalysis.report.html import Block, join, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.tables import Edition, Severity

_PRINTED = "baseline_revision"  # the page on what the plan prints, which stands in no menu
_OWN = "maalt"  # the source name of the measured table's own rules
_ALVOR = {severity.value: order for order, severity in enumerate(Severity)}


def name_source(name: str) -> str:
    """A source's Danish name by its name in the table of checks, where the computed figures count as one (`maalt`).
    Called for heads and rows of the report on data quality."""
    return "De beregnede tal" if name == _OWN else catalogue.sources()[name].label


def find_smallest_count_told(release: Release) -> int:
    """The smallest number of rows that the page on data quality or the package's file of rules tells: the plan's k in
    the public edition, 1 in the confidential. Called before numbers of rows are written, since rows may be persons."""
    return release.plan.k if release.edition is Edition.PUBLIC else 1


def format_row_count(count: int, k: int, *wholes: int) -> str:
    """A number of rows in words or digits, so that no small number of persons can be told from it: 0 is `ingen`, under
    k `færre end k`, and one that lacks fewer than k of a whole it is part of (wholes) `næsten alle`. Called for the
    tables of data quality, and for the package's file of rules. k: the plan's in the public edition, 1 in the
    confidential one, which gives every number."""
    if count == 0:
        return "ingen"
    if any(0 < whole - count < k for whole in wholes):
        return "næsten alle"
    return f"færre end {k}" if count < k else danish.format_number(count)


def _list_used_sources(release: Release) -> list[tuple[str, Source]]:
    """Name and declaration of the sources behind the plan's indicators, and of the list of participants if the plan
    follows an activity. Called for the table of sources."""
    return [(source.name, source) for source in deadlines.list_needed_sources(release.plan)]


def _find_next_due_day(release: Release, source: Source) -> str:
    """The nearest day on which something new is due from a source, in words; `ikke oplyst` where none is known. Called
    for each row of the table of sources."""
    indicators = [release.indicator(a.indicator_id) for a in release.plan.adoptions]
    days = [periods.find_next_due(i, release.half_year) for i in indicators if source in i.sources]
    following = deadlines.find_window_owed(release.plan, source, release.half_year.following)
    days += [following.due] if source.lists_participants and following else []
    known = [day for day in days if day is not None]
    return danish.format_day(min(known)) if known else "ikke oplyst"


def _make_sources_section(checks: pd.DataFrame, release: Release) -> Markup:
    """The table of sources: supplier, latest delivery and its rows, whether one is owed, what is due; then the terms.
    Called by `show_sources`. checks: a row a delivery and a rule (`tables.CHECKS`)."""
    rows, agreed = [], []
    for name, source in _list_used_sources(release):
        source_checks = checks[checks["source"] == name]
        last = max((HalfYear.parse(half) for half in source_checks["half_year"]), default=None)
        count = source_checks[source_checks["half_year"] == str(last)]["rows"].max() if last else None
        rows.append(
            [
                source.label,
                agreements.name_supplier(release, source),
                danish.format_half_year(last) if last else "ikke leveret",
                ""
                if count is None or pd.isna(count)
                else format_row_count(int(count), find_smallest_count_told(release)),
                agreements.describe_delivery_owed(release, source, last),
                _find_next_due_day(release, source),
            ]
        )
        agreed.append((source, last))
    table = cells_in_tables.make_folding_table(
        "Hvad der er leveret, og hvornår noget nyt ventes",
        ["Kilde", "Leverandør", "Senest leveret", ("Rækker", "num"), "Skal leveres i dette halvår", "Næste ventes"],
        rows,
    )
    return join([table, agreements.make_terms_table(release, agreed)])


def show_sources(release: Release, checks: pd.DataFrame) -> Block:
    """The page's first section, source by source: who delivers it, when it came, when the next is due, on which terms.
    Called by the notebook of data quality. checks: a row a delivery and a rule (`tables.CHECKS`)."""
    printed = tag(
        "p",
        "Planens egne trykte tal er kontrolleret på en side for sig: ",
        tag("a", "Trykte udgangspunkter", href=f"{_PRINTED}.html"),
        ".",
        class_="note",
    )
    return Block(make_section("kilder", "Kilder og frister", [_make_sources_section(checks, release), printed]))


def _sort_by_severity(checks: pd.DataFrame) -> pd.DataFrame:
    """The checks source by source, the gravest rules first. Called when each source's latest checks are selected."""
    keys = checks.assign(alvor=checks["severity"].map(_ALVOR))
    return keys.sort_values(["source", "alvor", "rule_id", "half_year"], kind="stable")


def select_latest_checks(checks: pd.DataFrame) -> pd.DataFrame:
    """The checks of each source's latest delivery (and of the computed figures), sorted, the gravest rules first.
    Called for every section on rules, for the package's file of rules and for the front page."""
    latest = checks.groupby("source")["half_year"].transform("max")
    return _sort_by_severity(checks[checks["half_year"] == latest])


def _make_rule_row(row: Any, k: int, whole: int) -> list[object]:
    """A rule's row: its reason, severity, how many rows it looked at, how many broke it, the result, and who mends it.
    Called by `show_rules`. row: of the table of checks; k: the smallest number told; whole: all rows delivered."""
    result = "overholdt" if row.held else "ikke overholdt"
    return [
        tag("span", f"{row.rule_id}: {row.description}", data_regel=f"{row.source}/{row.rule_id}"),
        row.reason,
        row.severity,
        format_row_count(int(row.rows), k, whole),
        format_row_count(int(row.failed), k, int(row.rows), whole),
        result,
        row.owner,
    ]


def show_rules(release: Release, checks: pd.DataFrame) -> Block:
    """The section on every rule that each source's latest delivery was checked by, folded source by source. Called by
    the notebook of data quality. checks: a row a delivery and a rule (`tables.CHECKS`)."""
    now = select_latest_checks(checks)
    columns: list[cells_in_tables.Column] = [
        "Regel",
        "Hvorfor",
        "Alvor",
        ("Rækker", "num"),
        ("Fejl", "num"),
        "Resultat",
        "Hvem retter",
    ]
    k = find_smallest_count_told(release)
    parts = []
    for source, source_checks in now.groupby("source", sort=True):
        name = str(source)
        rows = [
            _make_rule_row(row, k, int(source_checks["rows"].max())) for row in source_checks.itertuples(index=False)
        ]
        half = danish.format_half_year(HalfYear.parse(source_checks["half_year"].iloc[0]))
        table = cells_in_tables.make_folding_table(f"{name_source(name)}, leveret i {half}", columns, rows)
        summary = tag("summary", f"{name_source(name)}: {_count_kept_rules(source_checks)}")
        past = make_history_table(checks[checks["source"] == name], name, k)
        parts.append(
            tag(
                "details",
                summary,
                tag("p", f"Berørte tal: {_name_touched_figures(source_checks, release)}"),
                table,
                past,
            )
        )
    return Block(make_section("regler", "Kontrolregler", tag("p", summarise_checks(checks, release)), parts))


def _name_touched_figures(source_checks: pd.DataFrame, release: Release) -> str:
    """The labels of the figures that a source's rules touch, as the end of a sentence; `ingen.` without any. Called for
    each source in the section on rules. source_checks: its rows of the table of checks."""
    keys = dict.fromkeys(key for listed in source_checks["indicators"] for key in str(listed).split())
    labels = [release.indicator(key).label for key in keys if key in catalogue.indicators()]
    return (danish.join_words(labels) or "ingen").removesuffix(".") + "."


def make_history_table(source_checks: pd.DataFrame, name: str, k: int) -> Markup:
    """How a source's deliveries went, the newest first: rows, rules kept, rules broken and the gravest of them. Called
    for each source in the section on rules. source_checks: all its checks; k: the smallest number of rows that is
    shown."""
    rows = []
    for half, delivered in sorted(source_checks.groupby("half_year"), reverse=True):
        broken = delivered[~delivered["held"].astype(bool)]
        worst = min(broken["severity"], key=_ALVOR.__getitem__, default="ingen")
        rows.append(
            [
                danish.format_half_year(HalfYear.parse(str(half))),
                format_row_count(int(delivered["rows"].max()), k),
                len(delivered) - len(broken),
                len(broken),
                worst,
            ]
        )
    columns: list[cells_in_tables.Column] = [
        "Halvår",
        ("Rækker", "num"),
        ("Overholdt", "num"),
        ("Ikke overholdt", "num"),
        "Højeste alvor",
    ]
    return cells_in_tables.make_folding_table(f"{name_source(name)}: kontrolreglerne halvår for halvår", columns, rows)


def _count_kept_rules(source_checks: pd.DataFrame) -> str:
    """How many of a source's rules are kept: `11 af 12 kontrolregler er overholdt`. Called for each source in the
    section on rules. source_checks: its rows of the table of checks."""
    kept_count = int(source_checks["held"].sum())
    return f"{kept_count} af {len(source_checks)} kontrolregler er overholdt"


def summarise_checks(checks: pd.DataFrame, release: Release) -> str:
    """The state of the data in two sentences: how many rules and sources, how many rules are broken and how grave they
    are. Called for the section on rules and for the front page."""
    now = select_latest_checks(checks)
    broken = now[~now["held"].astype(bool)]
    sources = now.loc[now["source"] != _OWN, "source"].nunique()
    counted = f"{sources} kilder og de beregnede tal er kontrolleret med {len(now)} regler."
    if broken.empty:
        return f"{counted} Alle regler er overholdt."
    counts = [
        f"{danish.spell_count(n)} med alvoren {word}"
        for word in _ALVOR
        if (n := int((broken["severity"] == word).sum()))
    ]
    verb = "regel er" if len(broken) == 1 else "regler er"
    return (
        f"{counted} {danish.spell_count(len(broken)).capitalize()} {verb} ikke overholdt: {danish.join_words(counts)}."
    )


def show_findings(release: Release, checks: pd.DataFrame) -> Block:
    """The section on the rules that each source's latest delivery, or the computed figures, break, with the figures
    that they touch; or the sentence that all are kept. Called by the notebook of data quality. checks: a row a delivery
    and a rule (`tables.CHECKS`)."""
    now = select_latest_checks(checks)
    rows = []
    row: Any  # its columns have no types of their own
    for row in now[~now["held"].astype(bool)].itertuples(index=False):
        labels = [release.indicator(key).label for key in str(row.indicators).split() if key in catalogue.indicators()]
        rows.append(
            [
                f"{name_source(row.source)}: {row.description}",
                row.severity,
                format_row_count(int(row.failed), find_smallest_count_told(release), int(row.rows)),
                danish.join_words(labels) or "ingen",
                row.owner,
            ]
        )
    if not rows:
        return Block(make_section("bemaerkninger", "Bemærkninger", tag("p", "Alle kontrolregler er overholdt.")))
    table = cells_in_tables.make_folding_table(
        "Regler, der ikke er overholdt",
        ["Bemærkning", "Alvor", ("Rækker", "num"), "Berørte tal", "Hvem retter"],
        rows,
    )
    return Block(make_section("bemaerkninger", "Bemærkninger", table))


def show_owners(release: Release, checks: pd.DataFrame) -> Block:
    """The section on who mends what: each role with its sources, how many rules it answers for and how many are broken.
    Called by the notebook of data quality. checks: a row a delivery and a rule (`tables.CHECKS`)."""
    now = select_latest_checks(checks)
    rows = []
    for owner, owner_checks in now.groupby("owner", sort=True):
        labels = danish.join_words(name_source(name) for name in sorted(set(owner_checks["source"])))
        rows.append([owner, labels, len(owner_checks), int((~owner_checks["held"].astype(bool)).sum())])
    table = cells_in_tables.make_folding_table(
        "Hvem der retter, når en regel ikke er overholdt",
        ["Rolle", "Kilder", ("Regler", "num"), ("Ikke overholdt", "num")],
        rows,
    )
    return Block(make_section("hvem", "Hvem retter hvad?", table))

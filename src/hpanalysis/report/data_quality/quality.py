"""The data quality of a half-year: sources, rules, what was found, who mends it, what is withheld."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import periods
from hpanalysis.report.data_quality import agreements
from hpanalysis.report.html import Block, join, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.tables import Edition, Severity

_OWN = "maalt"  # the source name of the measured table's own rules
_ALVOR = {severity.value: order for order, severity in enumerate(Severity)}


def source_label(name: str) -> str:
    return "De beregnede tal" if name == _OWN else catalogue.sources()[name].label


def told_from(release: Release) -> int:
    """The smallest number of rows that is told: k, for rows may be persons; every number in the data unit's edition."""
    return release.plan.k if release.edition is Edition.PUBLIC else 1


def few(count: int, k: int, *wholes: int) -> str:
    """A number of rows; one under k is not told, nor one that lacks fewer than k of a whole it is part of."""
    if count == 0:
        return "ingen"
    if any(0 < whole - count < k for whole in wholes):
        return "næsten alle"
    return f"færre end {k}" if count < k else danish.format_number(count)


def _used(release: Release) -> list[tuple[str, Source]]:
    """The sources that the plan's indicators are computed from."""
    wanted = {source.name for a in release.plan.adoptions for source in release.indicator(a.indicator_id).sources}
    return [(name, source) for name, source in catalogue.sources().items() if source.name in wanted]


def _next(release: Release, source: Source) -> str:
    """The nearest day on which something new is due from a source."""
    own = [release.indicator(a.indicator_id) for a in release.plan.adoptions]
    due = [periods.find_next_due(i, release.half_year) for i in own if source in i.sources]
    due = [day for day in due if day is not None]
    return danish.format_day(min(due)) if due else "ikke oplyst"


def _sources(checks: pd.DataFrame, release: Release) -> Markup:
    rows, agreed = [], []
    for name, source in _used(release):
        own = checks[checks["source"] == name]
        last = max((HalfYear.parse(half) for half in own["half_year"]), default=None)
        count = own[own["half_year"] == str(last)]["rows"].max() if last else None
        rows.append(
            [
                source.label,
                agreements.supplier(release, source),
                danish.format_half_year(last) if last else "ikke leveret",
                "" if count is None or pd.isna(count) else few(int(count), told_from(release)),
                agreements.owed(release, source, last),
                _next(release, source),
            ]
        )
        agreed.append((source, last))
    table = cells_in_tables.make_folding_table(
        "Hvad der er leveret, og hvornår noget nyt ventes",
        ["Kilde", "Leverandør", "Senest leveret", ("Rækker", "num"), "Skal leveres i dette halvår", "Næste ventes"],
        rows,
    )
    return join([table, agreements.terms(release, agreed)])


def sources(checks: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """Source by source: who delivers it, when it last came, when the next is due, and on which terms."""
    return Block(make_section("kilder", "Kilder og frister", _sources(checks, Release.named(half_year, edition))))


def _sorted(checks: pd.DataFrame) -> pd.DataFrame:
    keys = checks.assign(alvor=checks["severity"].map(_ALVOR))
    return keys.sort_values(["source", "alvor", "rule_id", "half_year"], kind="stable")


def current(checks: pd.DataFrame, release: Release) -> pd.DataFrame:
    """The checks of each source's latest delivery, and of this half-year's own table."""
    latest = checks.groupby("source")["half_year"].transform("max")
    return _sorted(checks[checks["half_year"] == latest])


def _rule_row(row, k: int, whole: int) -> list[object]:
    held = "overholdt" if row.held else "ikke overholdt"
    return [
        tag("span", f"{row.rule_id}: {row.description}", data_regel=f"{row.source}/{row.rule_id}"),
        row.reason,
        row.severity,
        few(int(row.rows), k, whole),
        few(int(row.failed), k, int(row.rows), whole),
        held,
        row.owner,
    ]


def rules(checks: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """Every rule that each source's latest delivery was held against."""
    release = Release.named(half_year, edition)
    now = current(checks, release)
    columns = ["Regel", "Hvorfor", "Alvor", ("Rækker", "num"), ("Fejl", "num"), "Resultat", "Hvem retter"]
    k = told_from(release)
    parts = []
    for name, own in now.groupby("source", sort=True):
        rows = [_rule_row(row, k, int(own["rows"].max())) for row in own.itertuples(index=False)]
        half = danish.format_half_year(HalfYear.parse(own["half_year"].iloc[0]))
        table = cells_in_tables.make_folding_table(f"{source_label(name)}, leveret i {half}", columns, rows)
        summary = tag("summary", f"{source_label(name)}: {_held(own)}")
        past = history(checks[checks["source"] == name], name, k)
        parts.append(tag("details", summary, tag("p", f"Berørte tal: {_touched(own, release)}"), table, past))
    return Block(make_section("regler", "Kontrolregler", tag("p", brief(checks, release)), parts))


def _touched(own: pd.DataFrame, release: Release) -> str:
    """The figures that a source's rules touch, by their labels."""
    keys = dict.fromkeys(key for listed in own["indicators"] for key in str(listed).split())
    labels = [release.indicator(key).label for key in keys if key in catalogue.indicators()]
    return (danish.join_words(labels) or "ingen").removesuffix(".") + "."


def history(own: pd.DataFrame, name: str, k: int) -> Markup:
    """How a source's deliveries went, the newest first: rows, rules kept, rules broken and the worst of them."""
    rows = []
    for half, delivered in sorted(own.groupby("half_year"), reverse=True):
        broken = delivered[~delivered["held"].astype(bool)]
        worst = min(broken["severity"], key=_ALVOR.__getitem__, default="ingen")
        rows.append(
            [
                danish.format_half_year(HalfYear.parse(half)),
                few(int(delivered["rows"].max()), k),
                len(delivered) - len(broken),
                len(broken),
                worst,
            ]
        )
    columns = ["Halvår", ("Rækker", "num"), ("Overholdt", "num"), ("Ikke overholdt", "num"), "Højeste alvor"]
    return cells_in_tables.make_folding_table(f"{source_label(name)}: kontrolreglerne halvår for halvår", columns, rows)


def _held(own: pd.DataFrame) -> str:
    held = int(own["held"].sum())
    return f"{held} af {len(own)} kontrolregler er overholdt"


def brief(checks: pd.DataFrame, release: Release) -> str:
    """The state of the data in two sentences."""
    now = current(checks, release)
    broken = now[~now["held"].astype(bool)]
    sources_ = now["source"].nunique()
    said = f"{len(now)} kontrolregler er holdt mod {sources_} kilder."
    if broken.empty:
        return f"{said} Alle regler er overholdt."
    counts = [
        f"{danish.spell_count(n)} med alvoren {word}"
        for word in _ALVOR
        if (n := int((broken["severity"] == word).sum()))
    ]
    verb = "regel er" if len(broken) == 1 else "regler er"
    return f"{said} {danish.spell_count(len(broken)).capitalize()} {verb} ikke overholdt: {danish.join_words(counts)}."


def findings(checks: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """The rules that were not held, with the figures they touch."""
    release = Release.named(half_year, edition)
    now = current(checks, release)
    rows = []
    for row in now[~now["held"].astype(bool)].itertuples(index=False):
        labels = [release.indicator(key).label for key in str(row.indicators).split() if key in catalogue.indicators()]
        rows.append(
            [
                f"{source_label(row.source)}: {row.description}",
                row.severity,
                few(int(row.failed), told_from(release), int(row.rows)),
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


def owners(checks: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """Role by role: how many rules it answers for, and how many are not held."""
    release = Release.named(half_year, edition)
    now = current(checks, release)
    rows = []
    for owner, own in now.groupby("owner", sort=True):
        labels = danish.join_words(source_label(name) for name in sorted(set(own["source"])))
        rows.append([owner, labels, len(own), int((~own["held"].astype(bool)).sum())])
    table = cells_in_tables.make_folding_table(
        "Hvem der retter, når en regel ikke er overholdt",
        ["Rolle", "Kilder", ("Regler", "num"), ("Ikke overholdt", "num")],
        rows,
    )
    return Block(make_section("hvem", "Hvem retter hvad?", table))

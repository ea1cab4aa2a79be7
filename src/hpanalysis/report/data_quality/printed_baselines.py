"""The audit of the plan's printed baselines (`tables.AUDITED`) as sections of a page, for the data unit."""

from __future__ import annotations

from typing import Any  # a row of a table: its columns have no types of their own

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Contradiction
from hpanalysis.report.html import Block, fold_for_screen, join, make_paragraphs, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words import printed_figures
from hpanalysis.tables import Answer

# Of a finding that concerns a whole column, so many places are named.
_PLACES = 8


def _list_places(cells: str) -> Markup:
    """Where the figures of a finding stand in the audited tables, folded away: the first eight and how many more.
    Called by `_make_finding`. cells: a place a line, each with file, row and column."""
    listed = cells.split("\n")
    items = [tag("li", place) for place in listed[:_PLACES]]
    if (more := len(listed) - _PLACES) > 0:
        items.append(tag("li", f"og {danish.format_number(more)} mere"))
    return tag("details", tag("summary", "Hvor tallene står"), tag("ul", items))


def _make_finding(number: int, row: Any) -> Markup:
    """A finding of the audit of the plan's printed baselines as a section: its number, reasoning, what the figures must
    be, and where they are printed. Called for each finding of the page baseline_revision. row: of the table of findings
    (`tables.AUDITED`)."""
    anchor = f"bemaerkning-{number}"
    must_be = tag("p", tag("b", "Hvad tallene må være: "), row.must_be) if row.must_be else None
    words = make_paragraphs([row.reasoning, row.derived])
    return make_section(anchor, f"{number}. {row.title}", words, must_be, _list_places(row.cells), level=3)


def _list_findings(audited: pd.DataFrame, answer: Answer) -> list[Markup]:
    """The findings with this answer as sections, numbered as they stand in the whole table. Called for the sections on
    contradictions and on the undecided. audited: the table of findings (`tables.AUDITED`)."""
    return [
        _make_finding(number, row)
        for number, row in enumerate(audited.itertuples(index=False), start=1)
        if row.answer == answer.value
    ]


def show_contradictions(audited: pd.DataFrame) -> Block:
    """The section on what cannot be true among the figures printed in the plan, with what they must be where that
    follows. Called by the notebook that audits them. audited: the audit's findings (`tables.AUDITED`)."""
    findings = _list_findings(audited, Answer.CONTRADICTED)
    how = (
        "Hvert trykt tal er holdt op mod de antal hele personer, der kan stå bag det, og antallene mod hinanden: "
        "kategorier, dele, totaler og kommunen. Et tal i modstrid kan ikke være rigtigt sammen med de andre."
    )
    none = None if findings else tag("p", "Ingen af de trykte tal er i modstrid med hinanden.")
    return Block(make_section("modstrid", "Tal, der er i modstrid", tag("p", how), none, findings))


def show_undecided(audited: pd.DataFrame) -> Block:
    """The section on what the audit of the plan's printed figures cannot decide, and why: another source, another year,
    no n. Called by the notebook baseline_revision. audited: the audit's findings (`tables.AUDITED`)."""
    findings = _list_findings(audited, Answer.UNDECIDED)
    none = None if findings else tag("p", "Der er intet, som ikke kan afgøres.")
    return Block(make_section("afgoeres-ikke", "Det, der ikke kan afgøres", none, findings))


def show_in_order(audited: pd.DataFrame) -> Block:
    """The section on how many relations of each kind hold among the plan's printed figures; so they can be right, which
    does not say that they are. Called by the notebook that audits them. audited: the findings (`tables.AUDITED`)."""
    consistent = audited[audited["answer"] == Answer.CONSISTENT.value]
    counted = zip(consistent["title"], consistent["times"], strict=True)
    rows = [[title, danish.format_number(times)] for title, times in counted]
    table = cells_in_tables.make_folding_table("Sammenhænge, der er i orden", ["Kontrol", ("Gange", "num")], rows)
    words = "Tallene kan være rigtige. Kontrollen siger ikke, at de er det."
    return Block(make_section("i-orden", "Kontrolleret og i orden", join([tag("p", words), table])))


def _list_cells(row: Contradiction) -> list[object]:
    """The cells of two places of the plan that cannot both hold, each with its lines, and what follows. Called for each
    row of contradictions.csv by `show_contradicting_words`."""
    places = [(row.quote_da, row.quote_lines), (row.against_da, row.against_lines)]
    return [row.title_da, *([words, " ", tag("small", f"({lines})")] for words, lines in places), row.meaning_da]


def show_contradicting_words(release: Release) -> Block:
    """The section on where the plan's words contradict each other or its tables, found by reading; a sentence where
    none are known. Called by the notebook baseline_revision."""
    rows = [_list_cells(row) for row in release.plan.contradictions]
    how = (
        "Stederne er fundet ved at læse planen. L er linjen i planens tekst, som den er læst ind. "
        "Kontrollen af tallene ovenfor finder dem ikke, for de handler om ord."
    )
    if not rows:
        none = tag("p", "Der er ikke noteret steder, hvor planens ord er i modstrid.")
        return Block(make_section("ord", "Ord, der er i modstrid", none))
    columns: list[cells_in_tables.Column] = ["Modstrid", "Det ene sted", "Det andet sted", "Hvad det betyder"]
    table = cells_in_tables.make_folding_table("Steder i planen, der ikke begge kan gælde", columns, rows)
    folded = fold_for_screen(f"Stederne ({danish.format_number(len(rows))})", table)
    return Block(make_section("ord", "Ord, der er i modstrid", tag("p", how), folded))


def show_other_figures(release: Release) -> Block:
    """The section with every figure that the plan prints besides its baselines, and where; a sentence where it prints
    none. Called by the notebook baseline_revision."""
    plan = release.plan
    rows = []
    for fact in plan.context:
        what = f"{fact.fact_da} ({fact.compared_da})" if fact.compared_da else fact.fact_da
        when = ", ".join(filter(None, [printed_figures.format_period(fact.period), fact.source_as_printed]))
        value = printed_figures.format_value(fact)
        rows.append([what, danish.capitalise(plan.area(fact.area_id).name), value, when, fact.plan_lines])
    columns: list[cells_in_tables.Column] = ["Tal", "Område", ("Trykt i planen", "num"), "Periode og kilde", "Linje"]
    table = cells_in_tables.make_folding_table("Andre tal, som planen trykker", columns, rows)
    body = tag("details", tag("summary", f"Alle {danish.format_number(len(rows))} tal"), table)
    return Block(
        make_section("andre-tal", "Andre tal i planen", body if rows else tag("p", "Planen trykker ikke andre tal."))
    )

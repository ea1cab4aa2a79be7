"""What must be told beside a verdict on several figures, made again: that those that decide were measured before the
plan began, and which verdicts the others have."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.verify.pages.counts.wording import join_clauses, join_words, make_predicate, spell
from hpanalysis.verify.pages.facts import Cells, Facts, find_verdict
from hpanalysis.verify.pages.tree import Element
from hpanalysis.verify.pages.verdicts import split_about

BEFORE = "målt, før planen begyndte"


def name_figure(row: Cells, facts: Facts) -> str:
    """How a figure is named among those that decide a delmål: with its area where each is judged. Called for each."""
    label = facts.labels.get(row["indicator_id"], "")
    each = facts.adopted[row["indicator_id"]]["judged_on"] == "hver"
    return f"{label}, {facts.areas[row['area_id']].name}" if each else label


def tell_before(kind: str, name: str, facts: Facts) -> str:
    """`målt, før planen begyndte` of all the figures that give a verdict, or with the names of some; "" of none. Called
    for each mark of such a verdict. kind: `delmaal` or `tal`; name: its id."""
    deciding = facts.list_deciding(kind, name)
    before = [row for row in deciding if facts.is_before_plan(row)]
    if len(before) == len(deciding):
        return BEFORE if before else ""
    return f"{_quote(before, facts)} er {BEFORE}" if before else ""


def tell_others(goal: str, facts: Facts) -> str:
    """`»A« er uafklaret, men det svageste tal afgør delmålet`, of a delmål's figures that do not decide it; "" of none.
    Called for each delmål."""
    deciding = facts.list_deciding("delmaal", goal)
    judged = [row for one in facts.list_judged("delmaal", goal) for row in facts.list_subjects(one)]
    alike: dict[tuple[str, str], list[Cells]] = {}
    for row in judged:
        if row not in deciding:
            alike.setdefault((row["indicator_id"], find_verdict(row)), []).append(row)
    told = [_tell_alike(rows, facts) for rows in alike.values()]
    return f"{join_clauses(told)}, men det svageste tal afgør delmålet" if told else ""


def _tell_alike(rows: list[Cells], facts: Facts) -> str:
    """The figures of one indicator with one verdict: one by its name, more by the number of their areas. Called for
    each such group."""
    predicate = make_predicate(find_verdict(rows[0]), 1)
    if len(rows) == 1:
        return f"»{name_figure(rows[0], facts)}« {predicate}"
    return f"»{facts.labels.get(rows[0]['indicator_id'], '')}« {predicate} i {spell(len(rows), 'én')} områder"


def list_goal_notes(goal: str, facts: Facts) -> list[str]:
    """All that must be told beside a delmål's verdict after its reason; empty for most. Called for each text of it."""
    return [note for note in (tell_before("delmaal", goal, facts), tell_others(goal, facts)) if note]


def tell_deciding(indicator_id: str, facts: Facts) -> str:
    """`Delmålet afgøres af »A« og er uafklaret`, beside the verdict on an indicator that does not decide its delmål.
    Called for each such sentence."""
    goal = facts.adopted[indicator_id]["delmaal_id"]
    deciding = facts.list_deciding("delmaal", goal)
    if any(row["indicator_id"] == indicator_id for row in deciding):
        return ""
    return f"Delmålet afgøres af {_quote(deciding, facts)} og {make_predicate(facts.judge('delmaal', goal), 1)}"


def _quote(rows: list[Cells], facts: Facts) -> str:
    """Figures by name, each in quotes. Called for each list of them."""
    return join_words(f"»{name_figure(row, facts)}«" for row in rows)


def find_untold_notes(page: Element, facts: Facts) -> Iterator[tuple[str, Element]]:
    """Each verdict on figures of before the plan that does not say so beside it, and each that says so of others, as a
    Danish clause with the element. Called for each page of a package: of verdicts on delmål, and of those on indicators
    in a block or a summary of a delaftale's page."""
    for element in page.walk():
        address, column = split_about(element)
        kind, _, name = address.partition("/")
        around = element.parent
        in_block = around is not None and around.name in ("li", "summary")
        if column != "verdict" or around is None or not (kind == "delmaal" or (kind == "tal" and in_block)):
            continue
        told, said = tell_before(kind, name, facts), around.text.replace("\u00a0", " ").lower()
        if told.lower() not in said or (not told and BEFORE in said):
            yield "ved vurderingen står der ikke rigtigt, om tallet er målt, før planen begyndte", element

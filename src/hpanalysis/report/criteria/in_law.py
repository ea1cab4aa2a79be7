"""What it means in law to be a kind of area: a sentence on letting and one on plans of development, with paragraphs."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.law import AreaType, Subject
from hpanalysis.report.criteria import words
from hpanalysis.report.criteria.rows import Criteria
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.tables import AreaStatus

# The kinds of area from the least to the most far-reaching, as the law names them.
_KINDS = {
    AreaStatus.PREVENTION: AreaType.PREVENTION,
    AreaStatus.VULNERABLE: AreaType.VULNERABLE,
    AreaStatus.PARALLEL: AreaType.PARALLEL,
    AreaStatus.TRANSFORMATION: AreaType.TRANSFORMATION,
}
_ORDER = (AreaStatus.NONE, *_KINDS)
_NOTE = (
    "Sætningerne er vores korte gengivelse af reglerne og ikke lovens egne ord. Hvor de er set, og hvad der ikke er "
    "efterprøvet, står i filen consequences.csv, som følger med dokumentationspakken."
)


def list_kinds(criteria: Criteria) -> list[AreaStatus]:
    """The kinds of area that the areas are, would be with enough residents, or are nearest to: the one after what they
    are. Called for the table; in the order of the law."""
    shown: set[AreaStatus] = set()
    for row in criteria.list_latest():
        shown |= {row.status, row.if_enough}
        if row.status in _ORDER[:-1]:
            shown.add(_ORDER[_ORDER.index(row.status) + 1])
        shown |= {AreaStatus(name) for name in row.could_be}
    return [kind for kind in _KINDS if kind in shown]


def show_consequences(criteria: Criteria) -> Block:
    """What the law says of the kinds of area that the plan's areas are or are nearest to. Called by the notebook
    kriterier; nothing where there are no figures, or where that year's law knows no such kind."""
    rules, latest = criteria.release.plan.law, criteria.list_latest()
    if rules is None or not latest:
        return Block(Markup(""))
    rows: list[list[object]] = []
    for kind in list_kinds(criteria):
        told = [rules.find_consequence(_KINDS[kind], subject, latest[0].law_version) for subject in Subject]
        if any(one is None for one in told):
            continue
        cells = [[one.sentence, tag("small", one.paragraph)] for one in told if one is not None]
        own = [criteria.release.plan.area(row.area_id).short for row in latest if row.status is kind]
        rows.append([danish.capitalise(words.WITH_ARTICLE[kind]), danish.join_words(own) or "ingen", *cells])
    table = cells_in_tables.make_folding_table(
        f"Hvad loven siger, {words.name_list(latest[0].list_year)}",
        ["Slags område", "Områder", "Udlejning", "Udviklingsplan"],
        rows,
    )
    section = make_section(
        "lov", "Hvad det betyder efter loven", tag("div", table, class_="lovtabel"), make_paragraphs([_NOTE], "note")
    )
    return Block(section if rows else Markup(""))

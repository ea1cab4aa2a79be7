"""The page's first section: what the areas are on the newest list, what keeps others off it, and who is near."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.report.criteria import words
from hpanalysis.report.criteria.rows import Criteria, CriterionRow, StatusRow
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.tables import AreaStatus, CriterionMet

# From the most to the least far-reaching: the order in which they are named.
_NAMED = (AreaStatus.TRANSFORMATION, AreaStatus.PARALLEL, AreaStatus.VULNERABLE, AreaStatus.PREVENTION)
_OWN = "Status er regnet ud af lovens regler og de leverede tal. Ministeriets egen liste afgør, hvad et område er."
# Said wherever the state's figures stand near the municipality's.
NOT_THE_SAME = (
    "Statens tal kan ikke holdes op mod kommunens egen opgørelse, for loven tæller andre personer i et andet tidsrum."
)


def _name_areas(criteria: Criteria, rows: list[StatusRow]) -> str:
    """The areas of rows, joined as in a sentence. Called for each status."""
    return danish.join_words(criteria.release.plan.area(row.area_id).name for row in rows)


def _count_areas(criteria: Criteria) -> str:
    """How many areas there are, `de syv områder`. Called for the first sentence."""
    return f"de {danish.spell_count(len(criteria.areas))} områder"


def state_statuses(criteria: Criteria) -> list[str]:
    """The sentences on what the areas are on the newest list. Called for the summary, and for the box of a
    delaftale."""
    latest = criteria.list_latest()
    if criteria.latest is None:
        return ["Statens tal er ikke leveret, så det kan ikke afgøres, hvad områderne er efter loven."]
    where = words.name_list(criteria.latest)
    named = {status: [row for row in latest if row.status is status] for status in _NAMED}
    parts = [
        f"{_name_areas(criteria, rows)} {words.name_many(status, len(rows))}" for status, rows in named.items() if rows
    ]
    undecided = [row for row in latest if row.status is AreaStatus.UNDECIDED]
    if parts:
        sentences = [f"Efter reglerne for {where} er {danish.join_clauses(parts)}."]
    else:
        rest = " De øvrige kan ikke afgøres." if undecided else ""
        sentences = [f"Efter reglerne for {where} er ingen af {_count_areas(criteria)} udsat boligområde.{rest}"]
    sentences += [f"For {_name_areas(criteria, [row])} kan det ikke afgøres, fordi {row.reason}." for row in undecided]
    return [*sentences, *_list_small_areas(criteria, latest)]


def _list_small_areas(criteria: Criteria, latest: list[StatusRow]) -> Iterator[str]:
    """A sentence for each area that would have a status if more people lived there. Called for the summary."""
    for row in latest:
        lacking = row.residents_lacking
        if lacking and row.if_enough in words.WITH_ARTICLE and row.if_enough is not row.status:
            name = criteria.release.plan.area(row.area_id).name
            many = "beboer" if lacking == 1 else "beboere"
            yield f"{name} ville være {words.WITH_ARTICLE[row.if_enough]}, hvis der boede {lacking} {many} mere."


def _list_warnings(criteria: Criteria) -> Iterator[str]:
    """A sentence for each thing to be watched: the criteria that an area is met by, and the nearest that it is not.
    Called for the warning list, of the areas on the newest list."""
    if criteria.latest is None:
        return
    for area in criteria.areas:
        rows = criteria.select(area.id, criteria.latest, (AreaStatus.VULNERABLE,))
        met = [row.name.value for row in rows if row.met is CriterionMet.MET]
        nearest = next((row for row in rows if row.nearest), None)
        told = [f"rammes af {danish.join_words(met)}"] if met else []
        if nearest is not None:
            told.append(f"er nærmest ved {nearest.name.value} ({words.state_distance(nearest)})")
        if met or _is_near(nearest):
            yield f"{area.name} {danish.join_words(told)}."


_NEAR = Decimal("0.05")  # of the limit: an area so near is named, though no criterion meets it yet


def _is_near(row: CriterionRow | None) -> bool:
    """Whether a criterion that is not met lies within a twentieth of its limit. Asked for the warning list. row: a
    `CriterionRow`, or None."""
    return row is not None and row.distance is not None and abs(row.distance) <= _NEAR * row.limit


def show_summary(criteria: Criteria) -> Block:
    """What the areas are, what is missing, and what needs watching. Called by the notebook kriterier."""
    missing = [f"Tallene til {words.name_list(year)} er ikke leveret." for year in criteria.missing_years]
    warnings = list(_list_warnings(criteria))
    listed = tag("ul", [tag("li", one) for one in warnings]) if warnings else tag("p", "Intet område er nær en grænse.")
    return Block(
        make_section(
            "kort",
            "Kort sagt",
            make_paragraphs([*state_statuses(criteria), *missing]),
            make_section("opmaerksom", "Hold øje med", listed, level=3),
            make_paragraphs([_OWN, NOT_THE_SAME], "note"),
        )
    )

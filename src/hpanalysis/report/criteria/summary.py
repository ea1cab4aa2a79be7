"""The page's first section: what the areas are on the newest list, what keeps others off it, and who is near."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report import numbers
from hpanalysis.report.criteria import words
from hpanalysis.report.criteria.rows import Criteria, CriterionRow, StatusRow
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.tables import AreaStatus, CriterionMet

# From the most to the least far-reaching: the order in which they are named.
_NAMED = (AreaStatus.TRANSFORMATION, AreaStatus.PARALLEL, AreaStatus.VULNERABLE, AreaStatus.PREVENTION)
OWN = "Status er regnet ud af lovens regler og de leverede tal. Ministeriets egen liste afgør, hvad et område er."
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
    count, decided = _count_areas(criteria), len(latest) - len(undecided)
    if parts:
        first = f"Efter reglerne for {where} er {danish.join_clauses(parts)}."
    elif not undecided:
        first = f"Efter reglerne for {where} er ingen af {count} udsat boligområde eller forebyggelsesområde."
    elif decided:
        number = danish.spell_count(decided, one="ét")
        none = "og ingen af dem er udsat boligområde eller forebyggelsesområde"
        first = f"Efter reglerne for {where} kan det afgøres for {number} af {count}, {none}."
    else:
        first = f"Efter reglerne for {where} kan det ikke afgøres, hvad {count} er."
    return [first, *(_tell_undecided(criteria, row) for row in undecided), *_list_small_areas(criteria, latest)]


def _tell_undecided(criteria: Criteria, row: StatusRow) -> str:
    """What an area may be whose status is open, and why that cannot be decided. Called for each such area: one that is
    a parallelsamfund for sure, and perhaps an omdannelsesområde, must not pass for nothing."""
    name = _name_areas(criteria, [row])
    kinds = danish.join_words((words.WITH_ARTICLE[one] for one in _NAMED[::-1] if one.value in row.could_be), "eller")
    if AreaStatus.NONE.value in row.could_be:
        return f"Om {name} er {kinds}, kan ikke afgøres, fordi {row.reason}."
    return f"{name} er {kinds}; hvilket af dem kan ikke afgøres, fordi {row.reason}."


def _list_small_areas(criteria: Criteria, latest: list[StatusRow]) -> Iterator[str]:
    """A sentence for each area that would have a status if more people lived there. Called for the summary."""
    for row in latest:
        lacking = row.residents_lacking
        if lacking and row.if_enough in words.WITH_ARTICLE and row.if_enough is not row.status:
            name = criteria.release.plan.area(row.area_id).name
            yield f"{name} ville være {words.WITH_ARTICLE[row.if_enough]}, hvis der boede {lacking} flere."


_NEAR = Decimal("0.05")  # of the limit: an area so near is named, though no criterion meets it yet


def _is_near(row: CriterionRow | None) -> bool:
    """Whether a criterion that is not met lies within a twentieth of its limit. Asked for the warning list. row: a
    `CriterionRow`, or None."""
    return row is not None and row.distance is not None and abs(row.distance) <= _NEAR * row.limit


def _tell_with_distance(row: CriterionRow) -> str:
    """A criterion with its figure and its distance: `beskæftigelse (43,7 pct., 3,7 point over grænsen)`. Called for
    each that an area is warned of."""
    assert row.value is not None  # only what is decided is told of
    return f"{row.name.value} ({words.format_in_unit(row.value, row)}, {words.state_distance(row)} grænsen)"


def _tell_if_it_stays(criteria: Criteria, row: CriterionRow) -> str:
    """What next year brings if a figure stays as it is; "" where that is not known, or says no more than the limit.
    Called for the criteria that an area is warned of."""
    own = criteria.find_own(row, row.area_id)
    if own is None or own.numerator is None or not own.denominator:
        return ""
    indicator = criteria.release.indicator(row.indicator_id)
    exact = Fraction(own.numerator) * indicator.unit.scale / own.denominator
    return words.state_if_it_stays(row, exact, numbers.format_in_text(own.number, indicator))


def _list_warnings(criteria: Criteria) -> Iterator[Markup]:
    """An item for each area that is met by a criterion of an udsat boligområde, or near one: by which, how far, which
    is the nearest besides, and what next year brings if the figures stay. Called for the warning list, of the areas on
    the newest list."""
    if criteria.latest is None:
        return
    for area in criteria.areas:
        rows = criteria.select(area.id, criteria.latest, (AreaStatus.VULNERABLE,))
        met = [row for row in rows if row.met is CriterionMet.MET]
        nearest = next((row for row in rows if row.nearest and row.value is not None), None)
        told = []
        if met:
            told.append(f"{area.name} rammes af {danish.join_words(map(_tell_with_distance, met))}.")
        if nearest is not None and met:
            told.append(f"Nærmest derefter er {_tell_with_distance(nearest)}.")
        elif nearest is not None and _is_near(nearest):
            none = "rammes ikke af noget kriterium for udsatte boligområder, men er nær grænsen for"
            told.append(f"{area.name} {none} {_tell_with_distance(nearest)}.")
        if told:
            watched = [*met, *([nearest] if nearest is not None else [])]
            told += [_tell_if_it_stays(criteria, row) for row in watched]
            yield tag("li", " ".join(filter(None, told)))


def show_summary(criteria: Criteria) -> Block:
    """What the areas are, what is missing, and what needs watching. Called by the notebook kriterier."""
    missing = [f"Tallene til {words.name_list(year)} er ikke leveret." for year in criteria.missing_years]
    missing += [f"Tallene til {words.name_list(year)} er kun delvist leveret." for year in criteria.incomplete_years]
    warnings = list(_list_warnings(criteria))
    nothing = "Uden tal kan der ikke siges noget om grænserne."
    if criteria.latest is not None:
        nothing = "Intet område rammes af et kriterium for udsatte boligområder eller er nær grænsen for et."
    listed = tag("ul", warnings) if warnings else tag("p", nothing)
    return Block(
        make_section(
            "kort",
            "Kort sagt",
            make_paragraphs([*state_statuses(criteria), *missing]),
            make_section("opmaerksom", "Hold øje med", listed, level=3),
            make_paragraphs([OWN, NOT_THE_SAME], "note"),
        )
    )

"""All that the page kriterier must say, in its order, as its tables and the law give it."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.verify.pages.counts.wording import capitalise, join_words
from hpanalysis.verify.pages.criteria import charts, sentences
from hpanalysis.verify.pages.criteria.held import CriteriaHeld
from hpanalysis.verify.pages.criteria.wording import (
    NONE,
    PARALLEL,
    PREVENTION,
    TRANSFORMATION,
    UNDECIDED,
    VULNERABLE,
    Row,
    add_article,
    name_list,
    write_distance,
    write_figure,
    write_limit,
    write_next_year,
    write_persons,
)
from hpanalysis.verify.pages.pieces import Piece, make_table

FILE = "kriterier.html"
_GROUNDS = {
    NONE: "status-ingen",
    PREVENTION: "status-forebyggelse",
    VULNERABLE: "status-udsat",
    PARALLEL: "status-parallel",
    TRANSFORMATION: "status-omdannelse",
    UNDECIDED: "status-uafgjort",
}
_HEADINGS = {
    "kort": "Kort sagt",
    "opmaerksom": "Hold øje med",
    "tal": "Hvert område mod hver grænse",
    "grafer": "Tallene ved grænserne",
    "naeste": "Hvad næste års tal må være",
    "status": "Områdernes status gennem årene",
    "lov": "Hvad det betyder efter loven",
}
_HOW = (
    "Beskæftigelse er andelen uden for arbejdsmarkedet, og uddannelse er andelen med kun grundskole. Beskæftigelse og "
    "dømte er gennemsnittet af listens år og året før; dømte er holdt op mod hele landets. Personerne er, hvor mange "
    "færre eller flere der skulle til i listens år, før området var på den anden side af grænsen."
)
_NEXT = "Ved dømte er der regnet med, at hele landets andel er den samme som i år."
_LAW = (
    "Sætningerne er vores korte gengivelse af reglerne og ikke lovens egne ord. Hvor de er set, og hvad der ikke er "
    "efterprøvet, står i filen consequences.csv, som følger med dokumentationspakken."
)


def _write_half_year(held: CriteriaHeld) -> str:
    """The half-year as headings write it. Called for both lines with it."""
    return f"{held.half_year[-1]}. halvår {held.half_year[:4]}"


def _make_top(held: CriteriaHeld, has_law: bool) -> Iterator[Piece]:
    """The heading and the table of contents. Called first. has_law: whether there is a section on the law."""
    yield Piece("p", f"{held.plan_name}, {_write_half_year(held)}")
    yield Piece("h1", f"Statens kriterier for boligområder, {_write_half_year(held)}")
    yield Piece("p", sentences.LEAD)
    if held.years:
        yield Piece("nav", "På denne side")
        for anchor, heading in _HEADINGS.items():
            if anchor != "lov" or has_law:
                yield from (Piece("li", heading), Piece("a", heading, href=f"#{anchor}"))


def _make_summary(held: CriteriaHeld) -> Iterator[Piece]:
    """The first section. Called once."""
    yield Piece("h2", _HEADINGS["kort"])
    yield from (Piece("p", told) for told in sentences.list_statuses(held))
    yield from (Piece("p", f"Tallene til {name_list(year)} er ikke leveret.") for year in held.missing_years)
    yield from (Piece("p", f"Tallene til {name_list(year)} er kun delvist leveret.") for year in held.incomplete_years)
    yield Piece("h3", _HEADINGS["opmaerksom"])
    warnings = list(sentences.list_warnings(held))
    yield from (Piece("li", told) for told in warnings)
    if not warnings:
        yield Piece("p", sentences.NO_WARNINGS if held.years else sentences.NOTHING_TO_SAY)
    yield from (Piece("p", told) for told in sentences.OWN)


def _make_cell(row: Row) -> tuple[str, str]:
    """A cell of the matrix: its line and the smaller one. Called for each."""
    if not row["value"]:
        return UNDECIDED, f"fordi {row['reason']}"
    return f"{write_figure(row)} {row['met']}", ", ".join(filter(None, (write_distance(row), write_persons(row))))


def _list_columns(rows: list[Row]) -> list[str]:
    """The heads of a table of criteria. Called for each. rows: of the first area."""
    return ["Område", *(f"{capitalise(row['criterion'])}, {write_limit(row)}" for row in rows)]


def _make_matrix(held: CriteriaHeld) -> Iterator[Piece]:
    """The section with each area and each limit. Called once."""
    yield Piece("h2", _HEADINGS["tal"])
    first = held.select_listed(held.areas[0])
    rows: list[list[object]] = [[held.shorts[area], *map(_make_cell, held.select_listed(area))] for area in held.areas]
    yield from make_table(f"Vores beregning efter reglerne for {name_list(held.latest)}", _list_columns(first), rows)
    yield from (Piece("p", told) for told in sentences.list_rules(held))
    yield Piece("p", _HOW)
    lower = held.select(held.areas[0], PREVENTION)
    if lower:
        yield Piece("summary", "Grænserne for forebyggelsesområder")
        rows = [[held.shorts[area], *map(_make_cell, held.select(area, PREVENTION))] for area in held.areas]
        yield from make_table("De samme tal mod forebyggelsesområdernes grænser", _list_columns(lower), rows)
    yield Piece("p", f"Sådan er tallene opgjort: {', '.join(row['criterion'] for row in first)}")
    for row in first:
        yield Piece("a", row["criterion"], href=f"definition-{row['indicator_id']}.html")
    yield Piece("p", "Tallene som CSV-filer: kriterier.csv og omraadestatus.csv")
    yield from (Piece("a", name, href=name) for name in ("kriterier.csv", "omraadestatus.csv"))


def _make_next_year(held: CriteriaHeld) -> Iterator[Piece]:
    """The section on next year's figures. Called once."""
    yield Piece("h2", _HEADINGS["naeste"])
    rows: list[list[object]] = [
        [held.shorts[area], *map(write_next_year, held.select_listed(area))] for area in held.areas
    ]
    caption = f"Hvad tallet til {name_list(held.latest + 1)} højst (for indkomst mindst) må være"
    yield from make_table(caption, _list_columns(held.select_listed(held.areas[0])), rows)
    yield Piece("p", _NEXT)


def _make_band_cell(held: CriteriaHeld, area: str, year: int) -> Piece:
    """The cell of a status, with its ground. Called for each area and list."""
    row = held.status(area, year)
    word = "ikke leveret" if row is None else row["status"]
    return Piece("td", word, str(year), _GROUNDS[UNDECIDED if row is None else word])


def _make_statuses(held: CriteriaHeld) -> Iterator[Piece]:
    """The section with the band of statuses. Called once."""
    yield Piece("h2", _HEADINGS["status"])
    rows: list[list[object]] = [
        [held.shorts[area], *(_make_band_cell(held, area, year) for year in held.years)] for area in held.areas
    ]
    yield from make_table("Hver liste efter det års regler", ["Område", *map(str, held.years)], rows)
    yield from (Piece("p", told) for told in sentences.list_undecided(held))


def _list_law_rows(held: CriteriaHeld) -> Iterator[list[object]]:
    """The rows of the table of the law. Called once; none where its files tell of none of the kinds."""
    for kind in held.list_kinds():
        told = [held.find_sentence(kind, subject) for subject in ("udlejning", "udviklingsplan")]
        if None in told:
            continue
        own = [held.shorts[row["area_id"]] for row in held.list_latest() if row["status"] == kind]
        cells = [(row["sentence_da"], row["paragraph"]) for row in told if row is not None]
        yield [capitalise(add_article(kind)), join_words(own) or "ingen", *cells]


def list_content(held: CriteriaHeld) -> list[Piece]:
    """All that the page must say, in its order. Called once for the page."""
    if not held.years:
        nothing = Piece("p", "Der er ingen tal fra staten i dette halvår.")
        return [*_make_top(held, False), *_make_summary(held), nothing]
    law = list(_list_law_rows(held))
    told = [*_make_top(held, bool(law)), *_make_summary(held), *_make_matrix(held)]
    told += [Piece("h2", _HEADINGS["grafer"]), *charts.list_pieces(held), *_make_next_year(held), *_make_statuses(held)]
    if law:
        columns = ["Slags område", "Områder", "Udlejning", "Udviklingsplan"]
        told.append(Piece("h2", _HEADINGS["lov"]))
        told += make_table(f"Hvad loven siger, {name_list(held.latest)}", columns, law)
        told.append(Piece("p", _LAW))
    return told

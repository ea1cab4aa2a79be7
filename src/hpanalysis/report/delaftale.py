"""The report of a delaftale: each delmål with its aim, charts, tables, sentences, comments and definitions."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis.plan import Adoption, Delmaal
from hpanalysis.report import activities, figures, goals, marks, numbers, periods, tables
from hpanalysis.report.cells import Cells
from hpanalysis.report.html import Block, join, paragraphs, section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.sentences import Speaker


def agreement_check(recomputed: pd.DataFrame) -> Block:
    """The sentence that the page's figures were computed anew and are the run's. The computing itself raises if not."""
    count = numbers.number(len(recomputed))
    return Block(
        tag(
            "p",
            f"Sidens {count} tal er regnet igen fra de kontrollerede udtræk og er de samme som i halvårets "
            "samlede tabel.",
            class_="note",
        )
    )


def _speakers(release: Release, delmaal: Delmaal) -> list[Speaker]:
    return [Speaker(release, adoption.indicator_id) for adoption in release.plan.adopted(delmaal_id=delmaal.id)]


def _verdicts(speaker: Speaker, cells: Cells) -> Markup | None:
    """The three questions of an indicator, answered for the areas together."""
    cell = cells.latest(speaker.indicator_id, speaker.release.subject(speaker.adoption).id)
    if cell is None or not cell.told:
        return None
    items = [
        ("Målet", marks.mark(cell.verdict), speaker.adoption.target_words),
        (
            "Mod kommunen",
            marks.mark(cell.versus) if speaker.indicator.comparable else None,
            _versus_text(speaker, cell),
        ),
        ("Siden udgangspunktet", marks.mark(cell.since), _since_text(speaker, cell)),
    ]
    return tag(
        "ul",
        [
            tag("li", name, mark or tag("span", "holdes ikke op", class_="o neutral"), text)
            for name, mark, text in items
        ],
        class_="domme",
    )


def _versus_text(speaker: Speaker, cell) -> str:
    if not speaker.indicator.comparable or cell.municipality is None:
        return ""
    return f"{numbers.number(cell.value, speaker.indicator.decimals)} mod {speaker.in_text(cell.municipality)}"


def _since_text(speaker: Speaker, cell) -> str:
    if cell.change is None or cell.baseline is None:
        return ""
    return f"{numbers.signed(cell.change, speaker.indicator)} siden {speaker.period(cell.baseline_window).bare}"


def _words(speaker: Speaker, cells: Cells) -> Markup:
    """The total in sentences, then the areas."""
    cell = cells.latest(speaker.indicator_id, speaker.release.subject(speaker.adoption).id)
    said = [] if cell is None else [speaker.whole(cell, target=True)]
    return paragraphs([*said, *speaker.areas_beside(cells)])


def _now(speaker: Speaker, cells: Cells, alone: bool) -> Markup:
    """How the areas lie, for one indicator with a target."""
    drawn = figures.comparison(speaker, cells)
    only_total = None
    if drawn is None:
        areas = speaker.release.plan.areas
        only_total = tag(
            "p", speaker.not_measured(areas[0].id).replace(areas[0].name, "det enkelte område"), class_="note"
        )
    heading = None if alone else tag("h4", speaker.indicator.title)
    side = tag("div", _words(speaker, cells), class_="ved")
    body = tag("div", drawn, side, class_="lag") if drawn is not None else join([side, only_total])
    return join([heading, _verdicts(speaker, cells), body])


def _comments(release: Release, adoptions: list[Adoption]) -> Markup:
    own = {adoption.indicator_id for adoption in adoptions}
    found = [comment for comment in release.comments if comment.indicator in own]
    if not found:
        return tag("p", "Analytikeren har ingen kommentar i dette halvår.")
    return join(_quote(release, comment) for comment in found)


def _quote(release: Release, comment) -> Markup:
    """The analyst's own words, with whose and when."""
    about = release.indicator(comment.indicator).label
    if comment.area is not None:
        about += f", {release.plan.area(comment.area).name}"
    return tag(
        "blockquote",
        tag("p", comment.text),
        tag("p", f"{comment.role}, {periods.day(comment.date)}. {about}.", class_="meta"),
    )


def _delmaal(release: Release, delmaal: Delmaal, cells: Cells) -> Markup:
    adoptions = release.plan.adopted(delmaal_id=delmaal.id)
    speakers = _speakers(release, delmaal)
    main = [Speaker(release, adoption.indicator_id) for adoption in tables.targeted(adoptions, release)]
    verdict = goals.verdict_of(delmaal, cells, release)

    def part(name: str, *children: object) -> Markup:
        return section(f"{delmaal.id}-{name.split(maxsplit=1)[0].lower()}", name, *children, level=3)

    return section(
        f"delmaal-{delmaal.id}",
        f"Delmål: {delmaal.name}",
        tag("p", delmaal.aim, class_="manchet"),
        tag("p", "Delmålet: ", marks.mark(verdict)),
        part("Sådan ligger områderne", [_now(speaker, cells, len(main) == 1) for speaker in main]),
        part("Udvikling over tid", [figures.course(speaker, cells) for speaker in main]),
        part("Tabel", [tables.area_table(speaker, cells) for speaker in speakers]),
        part("Analytikerens kommentar", _comments(release, adoptions)),
        section(
            f"{delmaal.id}-opgjort",
            "Sådan er tallet opgjort",
            [tables.definition_card(s, cells) for s in speakers],
            level=3,
        ),
    )


def delmaal_sections(judged: pd.DataFrame, half_year: str, agreement: str, edition: str = "offentlig") -> Block:
    """Every delmål of a delaftale, with all that is reported of it.

    judged: rows of `tables.JUDGED` for the agreement's indicators. An unknown agreement raises `WrongUse`.
    """
    release = Release.named(half_year, edition)
    found = release.agreement_named(agreement)
    cells = release.cells(judged)
    judged_goals = goals.judged(cells, release, found.id)
    lead = [tag("p", goals.summary(judged_goals), class_="manchet"), tag("p", goals.RULE, class_="note")]
    parts = [_delmaal(release, one.delmaal, cells) for one in judged_goals]
    return Block(join([*lead, *parts, activities.under(release, found)]))

"""The profile of an area: facts, all its indicators against the municipality, course and words."""

from __future__ import annotations

from enum import Enum

from hpanalysis.plan import Area
from hpanalysis.report import figure_links, marks
from hpanalysis.report.area_map import map_figures
from hpanalysis.report.cells import Cells
from hpanalysis.report.html import Block, fold_for_screen, make_paragraphs, make_section, tag
from hpanalysis.report.profile import plan_facts, profile_courses, profile_table, profile_words
from hpanalysis.report.release import Release
from hpanalysis.report.tables import pooled, supplementary
from hpanalysis.report.words import comments, evidence_words, explanations


def area_summary(release: Release, area: Area, cells: Cells) -> Block:
    """The top of an area's page: how many figures surely differ from the municipality's, and how many have surely
    changed. A paragraph to be read aloud; where no figure can be judged it says so. Called by the notebook of an area's
    page (`AreaView.summary`)."""
    figures = profile_table.list_measured(release, cells, area)
    sentences = [profile_words.count_differences(figures, release), profile_words.count_changes(figures)]
    summary = " ".join(filter(None, sentences))
    return Block(tag("p", summary or "Ingen af områdets tal kan vurderes i dette halvår.", class_="manchet"))


def area_facts(release: Release, area: Area) -> Block:
    """The section on what the plan prints about the area: residents, dwellings, children, schools, departments. Called
    by the notebook of an area's page (`AreaView.facts`). Where the plan has a map, it stands beside them."""
    facts, area_map = plan_facts.make_facts(release, area), release.plan.area_map
    if area_map is not None:
        drawn = map_figures.make_profile_map(release, area, area_map)
        facts = tag("div", tag("div", facts), drawn, class_="faktakort")
    return Block(make_section("fakta", "Fakta om området", facts))


def area_indicators(release: Release, area: Area, cells: Cells) -> Block:
    """Every indicator measured for the area beside its comparison, as a profile chart. Called by the notebook of an
    area's page (`AreaView.profile`)."""
    drawn = profile_table.make_profile_figure(release, area, cells)
    return Block(
        make_section(
            "indikatorer",
            "Alle indikatorer",
            marks.make_legend(_list_words(release, area, cells)),
            drawn,
            tag("p", explanations.explain_directions(), class_="note bred"),
            explanations.explain_certainty(release),
        )
    )


def area_supplementary(release: Release, area: Area, cells: Cells) -> Block:
    """The section on what is asked for besides the delmål: the area's second table, how many more came than went, and
    where the state's criteria are. A sentence where there is none of it. Called by the notebook of an area's page
    (`AreaView.supplementary`)."""
    table = supplementary.make_profile_table(release, area, cells)
    criteria = release.plan.figure_group(figure_links.CRITERIA)
    link = None
    if criteria is not None:
        link = tag("p", tag("a", criteria.name, href=figure_links.find_address_of_group(criteria)))
    none = tag("p", "Ingen har bedt om andre tal end delmålenes.") if table is None and link is None else None
    folded = None if table is None else fold_for_screen("Tallene ud over planens", table)
    parts = [folded, supplementary.write_differences(release, cells, [area]), link, none]
    return Block(make_section("supplerende", "Supplerende tal", parts))


def _list_words(release: Release, area: Area, cells: Cells) -> set[Enum | None]:
    """The words that an area's profile shows of its figures. Called for the key to the symbols, which has none that the
    page has not."""
    words: set[Enum | None] = set()
    for speaker, cell in profile_table.list_measured(release, cells, area):
        if not cell.has_number or cell.withheld:
            words.add(cell.status)
        else:
            words |= {cell.since, evidence_words.find_evidence(cell)}
            words |= {cell.versus} if speaker.indicator.comparable else set()
    return words


def area_courses(release: Release, area: Area, cells: Cells) -> Block:
    """The section with each indicator over time in the area, each on its own scale, and the area's events. Called by
    the notebook of an area's page (`AreaView.courses`)."""
    drawn = profile_courses.make_courses_figure(release, area, cells)
    return Block(make_section("over-tid", "Udvikling over tid", drawn))


def area_words(release: Release, area: Area, cells: Cells) -> Block:
    """Each figure of the area in sentences, with the analyst's comments. Where the latest year is hidden, the figure of
    three years together is told too, if public. Called by the notebook of an area's page (`AreaView.words`)."""
    parts = []
    for speaker, cell in profile_table.list_measured(release, cells, area):
        quotes = comments.list_quotes_of_area(release, speaker.indicator_id, area.id)
        three_years = pooled.find_pooled_instead(cell, cells)
        told = [
            make_paragraphs([speaker.describe(each)], about=each.about())
            for each in (cell, three_years)
            if each is not None
        ]
        named = tag("h3", figure_links.link_number(cell, speaker.indicator.title))
        parts.append(tag("div", named, told, quotes))
    return Block(make_section("ord", "Tallene i ord", tag("div", parts, class_="spalter")))

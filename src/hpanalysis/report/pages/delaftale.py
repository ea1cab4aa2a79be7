"""The report of a delaftale: for each delmål its verdict and the indicator that decides it, the others folded."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Adoption, Agreement
from hpanalysis.report import goals, marks, verdict_notes
from hpanalysis.report.cells import Cells
from hpanalysis.report.criteria import summary as criteria_summary
from hpanalysis.report.criteria.rows import Criteria
from hpanalysis.report.definition.definition_card import fold_definition_card
from hpanalysis.report.goals import JudgedDelmaal
from hpanalysis.report.html import Block, join, make_paragraphs, make_section, tag
from hpanalysis.report.pages import activities, aims
from hpanalysis.report.pages.delmaal_indicator import Beside, fold_indicator, make_indicator
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.words import comments, explanations
from hpanalysis.report.words.speaker import Speaker, finish

_NO_COMMENT = tag("p", "Analytikeren har ingen kommentar i dette halvår.", class_="note")


def show_check(figures: int) -> Block:
    """The sentence that so many of a page's figures were computed anew from the extracts and agree with the half-year's
    table. Called by the notebook of a delaftale, which stops where it recomputes them and they do not agree."""
    count = danish.format_number(figures)
    return Block(
        tag(
            "p",
            f"Sidens {count} tal er regnet igen fra de kontrollerede udtræk og er de samme som i halvårets "
            "samlede tabel.",
            class_="note",
        )
    )


def _quote_comments(release: Release, adoptions: list[Adoption]) -> list[Markup]:
    """The analyst's comments on a delmål's indicators as quotes; an empty list where there are none in this half-year.
    Called for each delmål. adoptions: the plan's, one for each of its indicators."""
    found = release.find_comments(adoption.indicator_id for adoption in adoptions)
    return [comments.quote(release, comment) for comment in found]


def _order_indicators(judged: JudgedDelmaal, adoptions: list[Adoption], release: Release) -> list[Adoption]:
    """A delmål's indicators, the one that leads its section first: the one whose figure decides the verdict (the first
    where several do), or the first with a target where none decides. Called for each delmål. adoptions: the plan's, one
    for each of its indicators."""
    candidates = [one.adoption for one in judged.deciding] or cells_in_tables.select_with_target(adoptions, release)
    leading = candidates[:1]
    return [*leading, *(adoption for adoption in adoptions if adoption not in leading)]


def _state_verdict(judged: JudgedDelmaal, notes: Sequence[str]) -> Markup:
    """The paragraph with a delmål's verdict, why, and what is told beside it. Called for each delmål."""
    why = " ".join(finish(f"{told}.") for told in (goals.explain_verdict(judged), *notes) if told)
    mark = marks.make_mark(judged.verdict, marks.make_about_goal("delmaal", judged.delmaal.id))
    because = f". {why}" if why else None
    return tag("p", "Delmålet: ", mark, because, data_om=f"delmaal/{judged.delmaal.id}")


def _make_criteria_box(release: Release, adoptions: Sequence[Adoption], criteria: Criteria | None) -> Markup | None:
    """The box on what the areas are by the state's criteria, in a delmål that is judged on one of them; else None.
    Called for each delmål. It links to the page with each area's distance to each limit."""
    measures = [one for one in adoptions if release.indicator(one.indicator_id).criterion]
    if not measures or criteria is None:
        return None
    more = tag("p", tag("a", "Afstanden til hver grænse, område for område", href="kriterier.html"))
    return tag(
        "div",
        tag("h3", "Statens kriterier"),
        make_paragraphs(
            [*criteria_summary.state_statuses(criteria), criteria_summary.OWN, criteria_summary.NOT_THE_SAME]
        ),
        more,
        class_="boks",
    )


def _make_delmaal_section(judged: JudgedDelmaal, cells: Cells, beside: Beside, release: Release) -> Markup:
    """The section of a delmål: aim and verdict, the indicator that leads in full, the others folded, comments. Called
    for each delmål of a delaftale's page. beside: figures by the month, and by sex and age band."""
    delmaal = judged.delmaal
    adoptions = release.plan.adopted(delmaal_id=delmaal.id)
    with_target = cells_in_tables.select_with_target(adoptions, release)
    reasons = tuple(one.reason for one in judged.deciding)
    speakers = [Speaker(release, one.indicator_id) for one in _order_indicators(judged, adoptions, release)]
    folded = [fold_indicator(speaker, cells, beside, speaker.adoption in with_target) for speaker in speakers[1:]]
    quotes = _quote_comments(release, adoptions)
    return make_section(
        f"delmaal-{delmaal.id}",
        f"Delmål: {delmaal.name}",
        [
            tag("p", delmaal.aim, class_="manchet"),
            _state_verdict(judged, verdict_notes.list_notes(judged, release)),
            aims.state_activities(release, delmaal),
            _make_criteria_box(release, adoptions, beside.criteria),
            tag("h3", speakers[0].indicator.title) if folded else None,
            [make_indicator(speaker, cells, beside, reasons) for speaker in speakers[:1]],
            tag("div", folded, class_="folder mere") if folded and quotes else None,
            quotes or tag("div", folded, _NO_COMMENT, class_="folder mere"),
        ],
    )


def _make_definitions_section(release: Release, delaftale: Agreement, cells: Cells) -> Markup:
    """The section on how the page's figures are counted, each folded under its name. Called once a page, after the
    delmål."""
    adoptions = release.plan.adopted(delaftale.id)
    cards = [fold_definition_card(Speaker(release, adoption.indicator_id), cells) for adoption in adoptions]
    return make_section("opgjort", "Sådan er tallene opgjort", tag("div", cards, class_="folder"))


def _explain_verdicts(release: Release, delaftale: Agreement) -> Markup:
    """How the verdicts on delmål are given, folded. Called once a page, under its first sentence."""
    rule = f"{goals.explain_rule(release, delaftale.id)} {explanations.explain_probable_words()}"
    return tag("details", tag("summary", "Sådan vurderes delmålene"), tag("p", rule))


def show_delmaal(release: Release, delaftale: Agreement, cells: Cells, beside: Beside) -> Block:
    """Every delmål of a delaftale, then how the figures are counted and the activities that the plan agrees on. Called
    by the notebook of a delaftale. beside: figures by the month, by sex and age band, and the state's criteria."""
    judged_goals = goals.list_judged_delmaal(cells, release, delaftale.id)
    lead = tag("p", goals.summarise_delmaal(judged_goals), class_="manchet")
    directions = tag("p", explanations.explain_directions(), class_="note bred")
    read = tag("div", _explain_verdicts(release, delaftale), explanations.explain_certainty(release), class_="folder")
    parts = [_make_delmaal_section(one, cells, beside, release) for one in judged_goals]
    definitions = _make_definitions_section(release, delaftale, cells)
    return Block(
        join([lead, directions, read, *parts, definitions, activities.make_activities_section(release, delaftale)])
    )

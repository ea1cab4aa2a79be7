"""The report of a delaftale: each delmål with its aim, charts, tables, sentences, comments and definitions."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Adoption, Agreement, Delmaal, Level
from hpanalysis.report import goals, marks, numbers, places
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import comparison_figure, control_figure, course_figure, funnel_chart
from hpanalysis.report.control_series import Series
from hpanalysis.report.definition.definition_card import make_definition_card
from hpanalysis.report.html import Block, join, make_paragraphs, make_section, tag
from hpanalysis.report.pages import activities
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables, direction, pooled
from hpanalysis.report.tables.area_table import make_area_table
from hpanalysis.report.words import areas_in_words, comments, explanations, needs_words
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Since, Versus


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


def _list_speakers(release: Release, delmaal: Delmaal) -> list[Speaker]:
    """The indicators of a delmål, those without a target too, each with its Danish words, in the plan's order. Called
    for each delmål of a delaftale's page, for its tables and definitions."""
    return [Speaker(release, adoption.indicator_id) for adoption in release.plan.adopted(delmaal_id=delmaal.id)]


def _make_verdicts(speaker: Speaker, cells: Cells) -> Markup | None:
    """The three answers on an indicator: against its target, against the comparison, since the baseline. Called for
    each indicator with a target on a delaftale's page. None where its leading figure (the total's, else the first
    area's) is not public. speaker: the indicator and its Danish words."""
    cell = cells.latest(speaker.indicator_id, speaker.release.subject(speaker.adoption).id)
    if cell is None or not cell.is_public:
        return None
    met = goals.find_verdict_of_indicator(speaker.adoption, cells, speaker.release)
    items = [
        (
            "Målet",
            marks.make_mark(met, marks.make_about_goal("tal", speaker.indicator_id)),
            _describe_target(speaker, cell),
        ),
        (
            places.head_comparison(speaker.indicator, speaker.release.plan),
            marks.make_mark(cell.versus, cell.about("versus_municipality")) if speaker.indicator.comparable else None,
            _describe_comparison(speaker, cell),
        ),
        (
            "Siden udgangspunktet",
            marks.make_mark(cell.since, cell.about("since_baseline")),
            [_describe_change(speaker, cell), *direction.make_direction(speaker, cell)],
        ),
    ]
    verdicts = tag(
        "ul",
        [
            tag("li", name, mark or tag("span", "holdes ikke op", class_="o neutral"), text)
            for name, mark, text in items
        ],
        class_="domme",
        data_om=cell.about(),
    )
    return join([verdicts, _make_needs(speaker, cell)])


def _make_needs(speaker: Speaker, cell: Cell) -> Markup | None:
    """The paragraph on what is needed for the target: how far, the value to reach, and when it can be known; None where
    nothing can be told, and where each area is judged by itself, whose needs stand in the table. Called under the three
    answers on an indicator. speaker: the indicator and its Danish words."""
    sentences = needs_words.describe_needs(cell, speaker.indicator, speaker.adoption)
    if not sentences or speaker.adoption.judged_on is Level.EACH:
        return None
    text = " ".join(finish(sentence) for sentence in sentences)
    return tag("p", tag("b", "Hvad skal der til? "), text, class_="note", data_om=cell.about())


def _describe_target(speaker: Speaker, cell: Cell) -> str:
    """The words beside the target's verdict on a delaftale's page.

    Called for each indicator with a target whose leading figure is public. The words are why it is judged so, the
    target in the plan's words, its margin, and the value due by now on the straight line from the baseline to it; where
    each area is judged, only the plan's words and that all must meet it. speaker: the indicator and its Danish words.
    """
    if speaker.adoption.judged_on is Level.EACH:
        return _join_texts("", speaker.adoption.target_words, "Alle områder skal opfylde målet")
    line = "" if cell.line is None else f"Linjen mod målet står på {speaker.format_in_text(cell.line)}"
    margin = "" if cell.margin is None else f"Margen: {numbers.format_margin(cell.margin, speaker.indicator)}"
    return _join_texts(cell.reason, speaker.adoption.target_words, margin, line)


def _join_texts(reason: str, *parts: str) -> str:
    """A reason and short texts as one line: `fordi der er databrud. Tallet skal falde.` Called for the words beside
    each verdict. Empty texts are left out; reason: "" for none."""
    sentences = [finish(f"{part}.") for part in parts if part]
    return " ".join([f"{cells_in_tables.explain_because(reason)}.", *sentences] if reason else sentences)


def _describe_comparison(speaker: Speaker, cell: Cell) -> str:
    """The words beside the verdict against the comparison (the municipality, as a rule): `12,1 mod 9,8 pct.`, after the
    reason where the verdict is open; "" where the two may not be compared. Called for each indicator with a target on a
    delaftale's page. cell: its leading figure; speaker: the indicator and its Danish words."""
    if not speaker.indicator.comparable or cell.municipality is None:
        return ""
    value = danish.format_number(cell.number, speaker.indicator.decimals)
    comparison = f"{value} mod {speaker.format_in_text(cell.municipality)}"
    return _join_texts(cell.versus_reason if cell.versus is Versus.NOT_JUDGEABLE else "", comparison)


def _describe_change(speaker: Speaker, cell: Cell) -> str:
    """The change since the baseline: `-1,5 procentpoint siden 2023`, or why it cannot be judged; "" where there is none
    to tell. Called on a delaftale's page for each indicator that a delmål is judged on (those with a target, or all
    where none has one) and whose leading figure is public. cell: that figure, the total's or else the first area's;
    speaker: the indicator and its Danish words."""
    if cell.since is Since.NOT_JUDGEABLE:
        return _join_texts(cell.since_reason)
    if cell.change is None or cell.baseline is None:
        return ""
    change = numbers.format_signed(cell.change, speaker.indicator)
    return f"{change} siden {speaker.name_period(cell.baseline_window).bare}"


def _write_words(speaker: Speaker, cells: Cells) -> Markup:
    """An indicator in sentences: the total first, then the areas. Called on a delaftale's page for each indicator that
    a delmål is judged on: those with a target, or all where none has one. speaker: the indicator and its Danish
    words."""
    adoption = speaker.adoption
    cell = cells.latest(speaker.indicator_id, speaker.release.subject(adoption).id) if adoption.total else None
    target = adoption.judged_on is Level.TOGETHER
    own = None if cell is None else make_paragraphs([speaker.describe(cell, target)], about=cell.about())
    caveat_told = cell is not None and cell.is_public and cell.has_number
    more = pooled.describe_pooled_areas(speaker, cells)
    of_areas = areas_in_words.describe_measured_areas(speaker, cells, caveat=not caveat_told, more=more)
    return join([own, make_paragraphs(of_areas, about=f"{speaker.indicator_id}/*/*")])


def _make_comparison(speaker: Speaker, cells: Cells, alone: bool) -> Markup:
    """How the areas lie on one indicator: verdicts, comparison chart, words and funnel chart; where it is not measured
    for single areas, a sentence that says so instead of the chart. Called for each indicator with a target. alone:
    whether it is the delmål's only one, and so needs no heading; speaker: the indicator and its Danish words."""
    drawn = comparison_figure.make_comparison_figure(speaker, cells)
    only_total = None
    if drawn is None:
        areas = speaker.release.plan.areas
        only_total = tag(
            "p", speaker.explain_not_measured(areas[0].id).replace(areas[0].name, "det enkelte område"), class_="note"
        )
    heading = None if alone else tag("h4", speaker.indicator.title)
    side = tag("div", _write_words(speaker, cells), class_="ved")
    body = tag("div", drawn, side, class_="lag") if drawn is not None else join([side, only_total])
    return join([heading, _make_verdicts(speaker, cells), body, funnel_chart.make_funnel_figure(speaker, cells)])


def _quote_comments(release: Release, adoptions: list[Adoption]) -> Markup:
    """The analyst's comments on a delmål's indicators, or the sentence that there are none in this half-year. Called
    for each delmål. adoptions: the plan's, one for each of its indicators."""
    indicator_ids = {adoption.indicator_id for adoption in adoptions}
    matching = [comment for comment in release.comments if comment.indicator in indicator_ids]
    if not matching:
        return tag("p", "Analytikeren har ingen kommentar i dette halvår.")
    return join(comments.quote(release, comment) for comment in matching)


def _make_courses(speaker: Speaker, cells: Cells, months: dict[tuple[str, str], Series]) -> Markup:
    """An indicator's chart over time, and its control chart where it has figures by the month. Called for each
    indicator with a target. months: all indicators' by indicator and area; speaker: the indicator and its Danish
    words."""
    return join([course_figure.make_course_figure(speaker, cells), control_figure.make_control_figure(speaker, months)])


def _make_delmaal_section(
    release: Release, delmaal: Delmaal, cells: Cells, months: dict[tuple[str, str], Series]
) -> Markup:
    """The section of a delmål: aim and verdict, the areas now, over time, tables, comments and definitions. Called for
    each delmål of a delaftale's page. months: figures by the month for the control charts, by indicator and area."""
    adoptions = release.plan.adopted(delmaal_id=delmaal.id)
    speakers = _list_speakers(release, delmaal)
    main = [
        Speaker(release, adoption.indicator_id) for adoption in cells_in_tables.select_with_target(adoptions, release)
    ]
    judged = goals.judge_delmaal(delmaal, cells, release)
    why = goals.explain_verdict(judged)

    def part(name: str, *children: object) -> Markup:
        """A part of the section under its heading `name`; its id is the delmål's and the name's first word. Called for
        each part."""
        return make_section(f"{delmaal.id}-{name.split(maxsplit=1)[0].lower()}", name, *children, level=3)

    return make_section(
        f"delmaal-{delmaal.id}",
        f"Delmål: {delmaal.name}",
        [
            tag("p", delmaal.aim, class_="manchet"),
            tag(
                "p",
                "Delmålet: ",
                marks.make_mark(judged.verdict, marks.make_about_goal("delmaal", delmaal.id)),
                f". {finish(f'{why}.')}" if why else None,
                data_om=f"delmaal/{delmaal.id}",
            ),
            part(
                "Sådan ligger områderne",
                [_make_comparison(speaker, cells, len(main) == 1) for speaker in main],
            ),
            part("Udvikling over tid", [_make_courses(speaker, cells, months) for speaker in main]),
            part(
                "Tabel",
                [[make_area_table(speaker, cells), pooled.make_pooled_table(speaker, cells)] for speaker in speakers],
            ),
            part("Analytikerens kommentar", _quote_comments(release, adoptions)),
            make_section(
                f"{delmaal.id}-opgjort",
                "Sådan er tallet opgjort",
                [make_definition_card(s, cells) for s in speakers],
                level=3,
            ),
        ],
    )


def show_delmaal(release: Release, delaftale: Agreement, cells: Cells, months: dict[tuple[str, str], Series]) -> Block:
    """Every delmål of a delaftale with all that is reported of it, then the activities that the plan agrees on. Called
    by the notebook of a delaftale. months: figures by the month for the control charts, by indicator and area."""
    judged_goals = goals.list_judged_delmaal(cells, release, delaftale.id)
    lead = [
        tag("p", goals.summarise_delmaal(judged_goals), class_="manchet"),
        tag("p", goals.explain_rule(release, delaftale.id), " ", explanations.explain_probable_words(), class_="note"),
    ]
    lead += [tag("p", explanations.explain_directions(), class_="note"), explanations.explain_certainty(release)]
    parts = [_make_delmaal_section(release, one.delmaal, cells, months) for one in judged_goals]
    return Block(join([*lead, *parts, activities.make_activities_section(release, delaftale)]))

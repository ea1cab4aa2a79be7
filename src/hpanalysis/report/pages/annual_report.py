"""The annual report to the political committees: what the figures say of the plan, on two sheets.

The committees are given the plan's yearly report for their orientation (governance.csv); nothing is put to them for
decision. Its content follows from that: what the plan is, whether its delmål are met, what is seen most surely, how it
has gone over time, and what the figures cannot bear.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Agreement, Delmaal
from hpanalysis.report import goals, marks, verdict_notes
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.covered import Covered, find_new_figures
from hpanalysis.report.html import Block, join, make_paragraphs, make_section, tag
from hpanalysis.report.pages import attention
from hpanalysis.report.pages.delmaal_courses import make_delmaal_courses
from hpanalysis.report.release import Release
from hpanalysis.report.tables import board_goals, cells_in_tables, direction
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.words import areas_in_words, duties, explanations
from hpanalysis.report.words.caveats import list_caveats
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.report.words.verdict_counts import Figure
from hpanalysis.tables import Since

MOST = 3  # sentences of each kind: two sheets hold no more


def _add_printed_fact(release: Release, name: str) -> tuple[int, str] | None:
    """A fact that the plan prints of each area (name: `residents` or `dwellings`), added up, and the year it is of;
    None unless it is printed of every area as a whole number, for one and the same year. Called by `_describe_size`."""
    facts = [(key.rpartition("_"), value) for area in release.plan.areas for key, value in area.facts.items()]
    printed = [(year, value) for (bare, _, year), value in facts if bare == name]
    years = {year for year, _ in printed}
    if len(printed) != len(release.plan.areas) or len(years) != 1 or not all(value.isdigit() for _, value in printed):
        return None
    return sum(int(value) for _, value in printed), years.pop()


def _describe_size(release: Release) -> str:
    """The words on how many residents and dwellings the areas have together; "" where the plan does not print both.
    Called by `_describe_plan`."""
    residents, dwellings = _add_printed_fact(release, "residents"), _add_printed_fact(release, "dwellings")
    if residents is None or dwellings is None:
        return ""
    (people, year), (homes, _) = residents, dwellings
    when = f"planens tal pr. 1.{danish.NBSP}januar {year}, områderne lagt sammen"
    return f" med {danish.format_number(people)} beboere i {danish.format_number(homes)} boliger ({when})"


def _spell_so_many(count: int, one: str, many: str) -> str:
    """`otte delmål`, `én delaftale`, `ét mål`: a count in words with its noun, in singular or plural. Called for the
    counts in the words on the plan. one, many: the noun for one and for several."""
    return f"{'ét' if one.endswith('mål') and count == 1 else danish.spell_count(count)} {one if count == 1 else many}"


def _describe_plan(release: Release) -> str:
    """Sentences on when the plan runs, its areas, and its agreements and goals. Called by `show_summary` for the top of
    the annual report to the political committees."""
    plan, settings = release.plan, release.plan.settings
    areas = danish.join_words(area.name for area in plan.areas)
    sentences = [
        f"{settings.name} løber fra {danish.format_day(settings.start)} til {danish.format_day(settings.end)}. "
        f"Den omfatter {danish.spell_count(len(plan.areas))} boligområder{_describe_size(release)}: {areas}.",
        f"Planen har {_spell_so_many(len(plan.delaftaler), 'delaftale', 'delaftaler')} med "
        f"{_spell_so_many(len(_list_delmaal(release)), 'delmål', 'delmål')}.",
    ]
    if plan.strategic is not None:
        goals_ = _spell_so_many(len(plan.delmaal_of(plan.strategic.id)), "overordnet mål", "overordnede mål")
        sentences.append(f"Den strategiske aftale har {goals_}, som bestyrelsen følger op på.")
    return " ".join(finish(sentence) for sentence in sentences)


_TO_WHOM = "Beretningen er til orientering for de politiske udvalg."


def show_summary(release: Release, cells: Cells, covered: Covered) -> Block:
    """The report's top: how many delmål are met, why the committees are given the report, and what the plan is. Called
    by the notebook of the annual report."""
    is_owed = bool(duties.find_duty(release.plan, duties.TO_COMMITTEES))
    sentences = [_TO_WHOM if is_owed else "", f"{_describe_plan(release)} {covered.reached}"]
    lead = tag("p", goals.summarise_delmaal(goals.list_judged_delmaal(cells, release)), class_="manchet")
    return Block(join([lead, make_paragraphs(sentences)]))


_COLUMNS: list[cells_in_tables.Column] = [
    "Delmål",
    "Vurdering",
    "Tal",
    ("Udgangspunkt", "num"),
    ("Nu", "num"),
    ("Til sammenligning", "num"),
    "Mod sammenligningen",
    "Siden udgangspunktet",
]


def _make_verdict_cells(speaker: Speaker, cell: Cell) -> list[Markup]:
    """The cells of a figure's two verdicts, against what it is compared with (or that it is not compared) and since the
    baseline with the direction of a change that is not sure, without reasons. Called for each figure with a number in
    the annual report's tables. speaker: the indicator's Danish words."""
    since = [
        marks.make_mark(cell.since, cell.about("since_baseline")) or cells_in_tables.NO_VERDICT,
        direction.make_evidence_mark(cell),
    ]
    versus: object = cells_in_tables.NOT_COMPARED
    if speaker.indicator.comparable:
        versus = marks.make_mark(cell.versus, cell.about("versus_municipality"))
    return [
        tag("td", versus or cells_in_tables.NO_VERDICT, data_l="Mod sammenligningen"),
        tag("td", since, data_l="Siden udgangspunktet"),
    ]


def _make_number_cells(speaker: Speaker, cell: Cell) -> list[Markup]:
    """The cells of a figure's row: baseline, now, comparison and verdicts; without a number, baseline and the reason.
    Called for the annual report's rows of delmål and of overall goals. speaker: the indicator's Danish words."""
    baseline = tag("td", cells_in_tables.make_baseline_cell(speaker, cell), class_="num", data_l="Udgangspunkt")
    if not cell.has_number:
        return [baseline, cells_in_tables.make_empty_cell(cell, "Nu", 4)]
    comparison = tag("td", cells_in_tables.format_comparison(speaker, cell), class_="num", data_l="Til sammenligning")
    return [
        baseline,
        cells_in_tables.make_value_cell(speaker, cell, "Nu"),
        comparison,
        *_make_verdict_cells(speaker, cell),
    ]


def _list_figures_of_delmaal(release: Release, delmaal: Delmaal, cells: Cells) -> list[Figure]:
    """The figures that a delmål is judged on (indicator and cell): of its indicators with a target, or of all where
    none has one. Called for the table of delmål and for the caveats. A measure of the state's criteria is a figure an
    area, for which two sheets have no room: beside the verdict stands which of them decide."""
    with_target = cells_in_tables.select_with_target(release.plan.adopted(delmaal_id=delmaal.id), release)
    adopted = [one for one in with_target if not release.indicator(one.indicator_id).criterion]
    return [figure for a in adopted for figure in board_goals.list_figures(Speaker(release, a.indicator_id), cells)]


def _make_delmaal_rows(release: Release, delmaal: Delmaal, cells: Cells) -> list[Markup]:
    """The rows of a delmål, a row a figure; its name and verdict stand in the first and reach across all. Called for
    each delmål of the table."""
    figures = _list_figures_of_delmaal(release, delmaal, cells)
    judged = goals.judge_delmaal(delmaal, cells, release)
    notes = [note for note in (goals.name_deciding(judged), verdict_notes.say_of_delmaal(judged, release)) if note]
    height = len(figures) if len(figures) > 1 else None
    first = [
        tag("th", delmaal.name, scope="row", rowspan=height),
        tag(
            "td",
            marks.make_mark(judged.verdict, marks.make_about_goal("delmaal", delmaal.id)),
            [tag("small", note) for note in notes],
            rowspan=height,
            data_l="Vurdering",
        ),
    ]
    return [
        tag(
            "tr",
            None if n else first,
            tag("td", board_goals.name_figure(*one), data_l="Tal"),
            _make_number_cells(*one),
            data_om=one[1].about(),
        )
        for n, one in enumerate(figures)
    ]


def _make_delaftale_rows(release: Release, agreement: Agreement, cells: Cells) -> list[Markup]:
    """The rows of one delaftale: those of each of its delmål. Called for each delaftale of the annual report's table of
    delmål."""
    return [row for one in release.plan.delmaal_of(agreement.id) for row in _make_delmaal_rows(release, one, cells)]


def _list_delmaal(release: Release) -> list[Delmaal]:
    """The delmål of all delaftaler, in the plan's order. Called for the table, the caveats and how many there are."""
    return [one for agreement in release.plan.delaftaler for one in release.plan.delmaal_of(agreement.id)]


def show_delmaal(release: Release, cells: Cells) -> Block:
    """The report's section on the delmål: each with its verdict and its figures, in one table by delaftale. Called by
    the notebook of the annual report."""
    groups = [
        (agreement.name, _make_delaftale_rows(release, agreement, cells)) for agreement in release.plan.delaftaler
    ]
    figures = [
        figure for delmaal in _list_delmaal(release) for figure in _list_figures_of_delmaal(release, delmaal, cells)
    ]
    return Block(
        make_section(
            "delmaalene",
            "Delmålene",
            make_grouped_table(board_goals.write_caption(release, figures), _COLUMNS, groups),
            tag(
                "p",
                f"{goals.explain_rule(release)} {explanations.explain_probable_words()} ",
                explanations.explain_directions(briefly=True),
                class_="note",
            ),
        )
    )


_TOLD = (Since.IMPROVED, Since.WORSENED, Since.BREAK)


def _write_briefly(speaker: Speaker, cell: Cell) -> str:
    """A figure in a few sentences: level, comparison, how it has changed since the baseline (only where it has surely
    improved or worsened, or a break keeps the two apart), and target. Called for each of the most important figures of
    the annual report, which has its caveats on the second sheet. speaker: the indicator's Danish words."""
    change = speaker.describe_change(cell) if cell.since in _TOLD else ""
    target = speaker.describe_target(cell, because=False)
    before = speaker.state_before_plan(cell)
    sentences = [speaker.describe_level(cell), speaker.describe_comparison(cell), change, target, before]
    return " ".join(filter(None, sentences))


def show_most_important(release: Release, cells: Cells) -> Block:
    """At most three figures that need attention beside at most three that go the right way; a sentence in place of an
    empty list. Called in the notebook aarsberetning, the report to the political committees."""
    left = attention.make_list(
        attention.find_worst(release, cells), attention.NONE_BAD, attention.mark_worst, MOST, _write_briefly
    )
    right = attention.make_list(
        attention.find_best(release, cells), attention.NONE_GOOD, attention.mark_best, MOST, _write_briefly
    )
    parts = (
        make_section("opmaerksomhed", "Kræver opmærksomhed", left),
        make_section("rigtig-vej", "Går den rigtige vej", right),
    )
    return Block(tag("div", *parts, class_="to"))


def _mark_second_sheet(release: Release) -> Markup:
    """The line at the top of the second printed sheet, hidden on the screen: plan, half-year, whether data are
    invented. Called by `show_courses`."""
    mark = " Syntetiske data." if release.synthetic else ""
    half = danish.format_half_year(release.half_year)
    return tag("p", f"{release.plan.settings.name}, {half}.{mark}", class_="meta kun-papir")


def show_courses(release: Release, cells: Cells) -> Block:
    """The start of the annual report's second sheet: each delmål's course in a small chart. Called by the report's
    notebook."""
    drawn = make_delmaal_courses(release, cells) or tag("p", "Ingen tal er opgjort.")
    body = make_section("over-tid", "Delmålene over tid", drawn)
    return Block(tag("div", _mark_second_sheet(release), body, class_="nyt-ark"))


_GOAL_COLUMNS: list[cells_in_tables.Column] = ["Tal", *_COLUMNS[3:]]


def _make_goal_row(speaker: Speaker, cell: Cell) -> Markup:
    """The row of one figure of an overall goal. Called for each such figure in the annual report's table of overall
    goals. speaker: the indicator's Danish words."""
    name = tag("th", speaker.indicator.label, scope="row")
    return tag("tr", name, _make_number_cells(speaker, cell), data_om=cell.about())


def _make_goal_rows(speakers: Iterable[Speaker], cells: Cells) -> list[Markup]:
    """The rows of an overall goal, one for each of its indicators that has a figure of the areas together; the others
    are described in words under the table. Called for each goal of the annual report's table of overall goals.
    speakers: the goal's indicators, each with its Danish words."""
    figures = [
        figure for speaker in speakers if speaker.adoption.total for figure in board_goals.list_figures(speaker, cells)
    ]
    return [_make_goal_row(*figure) for figure in figures]


def _describe_areas_without_total(speakers: Iterable[Speaker], cells: Cells) -> Markup:
    """A paragraph for each indicator that has no figure of the areas together: how low and how high its areas' figures
    are, which surely differ from what they are compared with or cannot be judged, and which are hidden. There is none
    where nothing of this can be said. Called by `show_overall_goals`, whose table leaves these indicators out.
    speakers: of all goals' indicators."""
    described = [
        (s.indicator.label, areas_in_words.describe_measured_areas(s, cells), f"{s.indicator_id}/*/*")
        for s in speakers
        if not s.adoption.total
    ]
    return join(
        tag("p", tag("b", f"{label}."), " ", " ".join(sentences), data_om=about)
        for label, sentences, about in described
        if sentences
    )


def show_overall_goals(release: Release, cells: Cells) -> Block:
    """The overall goals' figures of the areas together in one table; under it sentences on the indicators that have
    figures of single areas only. A plan without a strategic agreement has none, and says so. Called by the notebook of
    the annual report."""
    if release.plan.strategic is None:
        none = tag("p", "Planen har ingen strategisk aftale.")
        return Block(make_section("overordnede", "De overordnede mål", none))
    figures, all_goals = board_goals.list_all_figures(release, cells), board_goals.list_goals(release)
    groups = [(one.goal.name, _make_goal_rows(one.speakers, cells)) for one in all_goals]
    caption = board_goals.write_caption(release, [figure for figure in figures if figure[0].adoption.total])
    return Block(
        make_section(
            "overordnede",
            "De overordnede mål",
            make_paragraphs([board_goals.count_changes(figures)]),
            make_grouped_table(caption, _GOAL_COLUMNS, [(name, rows) for name, rows in groups if rows]),
            _describe_areas_without_total([speaker for one in all_goals for speaker in one.speakers], cells),
        )
    )


def _list_figures(release: Release, cells: Cells) -> list[Figure]:
    """Every figure of the annual report (indicator and cell): delmål first, then overall goals. Called for the caveats
    at its end, which name the figures that are new and those that cannot be shown."""
    figures = [
        figure for delmaal in _list_delmaal(release) for figure in _list_figures_of_delmaal(release, delmaal, cells)
    ]
    return figures + (board_goals.list_all_figures(release, cells) if release.plan.strategic is not None else [])


def _name_new_figures(figures: list[Figure], judged: pd.DataFrame, covered: Covered) -> str:
    """The sentence on which figures have a new window in what the report covers, or which have not, if those are fewer;
    or that all have, or none. Called for the caveats at the end of the annual report. judged: `tables.JUDGED`; covered:
    the year so far or the half-year."""
    fresh = find_new_figures(judged, covered)
    new: dict[str, bool] = {}
    for speaker, cell in figures:
        new[speaker.indicator.label] = (
            new.get(speaker.indicator.label, False) or (cell.indicator_id, cell.area_id) in fresh
        )
    yes, no = ([label for label, is_new in new.items() if is_new is wanted] for wanted in (True, False))
    if not yes or not no:
        return f"{'Alle tal' if yes else 'Ingen tal'} har fået en ny opgørelse {covered.inside}."
    if len(yes) <= len(no):
        return finish(f"Tal med en ny opgørelse {covered.inside}: {danish.join_words(yes)}.")
    return f"{finish(f'Tal uden en ny opgørelse {covered.inside}: {danish.join_words(no)}.')} De øvrige har fået en ny."


def _name_missing_figures(figures: list[Figure]) -> str:
    """The sentence on which figures are not shown, each with its status; "" if all are. Called for the caveats at the
    end of the annual report. figures: all that it tells of."""
    states = {
        f"{board_goals.name_figure(s, cell)} ({cell.status.value})": None for s, cell in figures if not cell.has_number
    }
    return f"Disse tal kan ikke vises: {danish.join_words(states)}." if states else ""


def show_caveats(release: Release, cells: Cells, judged: pd.DataFrame, covered: Covered) -> Block:
    """The report's end: what may not be read out of the figures, which are new and which cannot be shown, and where
    there is more to read. Called by the notebook of the annual report. judged: every figure with its verdicts
    (`tables.JUDGED`)."""
    figures = _list_figures(release, cells)
    sentences = [_name_new_figures(figures, judged, covered), _name_missing_figures(figures)]
    more = tag(
        "p",
        "Se områdernes tal og begrundelserne i »",
        tag("a", "Oversigt", href="oversigt.html"),
        "«.",
    )
    return Block(
        make_section(
            "forbehold", "Forbehold", list_caveats(speaker for speaker, _ in figures), make_paragraphs(sentences), more
        )
    )

"""All figures of one area as a profile: a table with a strip a row, and the same numbers as a table to unfold."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Area
from hpanalysis.report import figure_links, marks, numbers, places
from hpanalysis.report.cell_text import format_cell
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.charts import comparison_figure
from hpanalysis.report.charts.profile_chart import OtherArea, Strip, draw_profile_strip
from hpanalysis.report.html import join, tag
from hpanalysis.report.profile import profile_words
from hpanalysis.report.profile.profile_words import Figure
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables, direction, grouped_table, pooled
from hpanalysis.report.words import explanations
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Status

# Why a row has no strip and no verdict, where its figure has no number.
_ABSENT = {
    Status.HIDDEN: "Tallet vises ikke for at beskytte enkeltpersoner.",
    Status.NOT_DELIVERED: "Tallet kan vises, når der er leveret data.",
    Status.NO_PERSONS: "Der var ingen personer i målgruppen.",
    Status.NO_CASES: "Der var ingen sager.",
}


def list_measured(release: Release, cells: Cells, area: Area) -> list[Figure]:
    """The latest figure of each indicator of a delmål that is measured for the area, in the plan's order. Called for
    the parts of an area's page. What is asked for besides the delmål has a table of its own."""
    return [
        (Speaker(release, adoption.indicator_id), cell)
        for adoption in release.plan.adoptions
        if not adoption.is_supplementary and (cell := cells.latest(adoption.indicator_id, area.id)) is not None
    ]


def _list_other_areas(speaker: Speaker, cell: Cell, cells: Cells) -> tuple[OtherArea, ...]:
    """The other housing areas' figures of the same window, as far as they are public. Called for each strip (the
    drawing of one figure beside the other areas') of an area's profile. cell: the area's own figure; speaker: the
    indicator and its Danish words."""
    measured = cells.latest_of(cell.indicator_id, speaker.release.measured_areas(speaker.adoption))
    others = [other for other in measured if other.area_id != cell.area_id and other.window == cell.window]
    return tuple(OtherArea(other.key, other.number) for other in others if other.is_public and other.has_number)


def make_strip(speaker: Speaker, cell: Cell, cells: Cells) -> Strip | None:
    """What a strip of the profile draws: an area's figure and its comparison on a scale; None where the figure is not
    public or has no comparison. Called for each figure, in the drawn table and in that of numbers. speaker: the
    indicator and its Danish words."""
    if not profile_words.is_comparable(speaker, cell) or cell.municipality is None:
        return None
    return Strip(
        key=cell.key,
        value=cell.number,
        comparison=cell.municipality,
        sign=speaker.indicator.direction.sign,
        colour=marks.find_colour(cell.versus),
        lo=cell.lo,
        hi=cell.hi,
        baseline=cell.drawn_baseline,
        others=_list_other_areas(speaker, cell, cells),
    )


def format_range(strip: Strip, speaker: Speaker) -> str:
    """From the lowest to the highest figure of the areas in a strip (the drawing of one figure in an area's profile),
    the area itself among them. Called for the strip's description and for the table of numbers under the profile.
    speaker: the indicator and its Danish words."""
    values = [strip.value, *(other.value for other in strip.others)]
    return numbers.format_interval_in_table(min(values), max(values), speaker.indicator)


def describe_strip(speaker: Speaker, cell: Cell, strip: Strip) -> str:
    """A strip (the drawing of one figure in an area's profile) in words, for screen readers: the figure's sentences,
    the range of the areas shown, the baseline. Called for each strip drawn. speaker: the indicator and its Danish
    words."""
    sentences = [
        speaker.describe_level(cell),
        speaker.describe_comparison(cell) or _state_comparison(speaker, cell),
        speaker.describe_interval(cell),
    ]
    if strip.others:
        sentences.append(f"De viste områder: {format_range(strip, speaker)}.")
    if strip.baseline is not None:
        sentences.append(finish(f"Udgangspunktet: {speaker.format_baseline(cell)}."))
    return " ".join(filter(None, sentences))


def _state_comparison(speaker: Speaker, cell: Cell) -> str:
    """The comparison's name and figure; "" where it has none. Called for a strip's description where the difference
    cannot be judged. speaker: the indicator and its Danish words."""
    if cell.municipality is None:
        return ""
    figure = numbers.format_on_mark(cell.municipality, speaker.indicator)
    return f"{danish.capitalise(speaker.compared_with.bare)}: {figure}."


def _make_strip_cell(speaker: Speaker, cell: Cell, strip: Strip | None) -> Markup:
    """The <td> with a figure's strip, a small drawing of the area beside the municipality and the other areas, or,
    where strip is None, why there is none. Called for each figure of an area's profile. speaker: the indicator and its
    Danish words."""
    if strip is None:
        why = "Vurderes ikke." if cell.withheld else "Kan ikke sammenlignes med kommunen."
        return tag("td", why, class_="str neutral")
    drawing = draw_profile_strip(
        f"profil-{cell.indicator_id}{'-samlet' if cell.is_pooled else ''}",
        strip,
        title=f"{speaker.indicator.title}, vendt, så den ønskede retning er til højre",
        description=describe_strip(speaker, cell, strip),
    )
    return tag("td", drawing, class_="str", data_l=_WAY)


def _name_figure(speaker: Speaker, cell: Cell) -> list[object]:
    """The head of a figure's row: the indicator, linked to its definition, and the window of time in small. Called for
    each figure of an area's profile. speaker: the indicator and its Danish words."""
    linked = figure_links.link_definition(speaker.indicator_id, speaker.indicator.label)
    return [linked, tag("small", speaker.name_period(cell.window).short)]


def _make_comparison_cell(speaker: Speaker, cell: Cell) -> list[object]:
    """The comparison's figure and, where it is not the municipality's, whose it is. Called for each figure of an area's
    profile. speaker: the indicator and its Danish words."""
    figure = cells_in_tables.format_comparison(speaker, cell)
    usual = speaker.compared_with.bare == places.name_area(speaker.release.plan.municipality).bare
    return [figure] if usual or not speaker.indicator.comparable else [figure, tag("small", speaker.compared_with.bare)]


_WAY = "← dårligere · bedre →"
_COLUMNS: list[cells_in_tables.Column] = [
    "Indikator",
    ("Området", "num"),
    ("Til sammenligning", "num"),
    (_WAY, "str"),
    "Mod kommunen",
    "Siden udgangspunktet",
]


def _make_row(speaker: Speaker, cell: Cell, cells: Cells) -> Markup:
    """A figure's row with its strip (a small drawing of the figure and its comparison) and its verdicts; one without a
    number says why across their columns. Called for each figure of an area's profile. speaker: the indicator and its
    Danish words."""
    name, comparison = _name_figure(speaker, cell), _make_comparison_cell(speaker, cell)
    if not cell.has_number:
        why = tag("td", _ABSENT.get(cell.status, cell.status.value), class_="neutral", colspan=3)
        return cells_in_tables.make_row(
            _COLUMNS, name, [cells_in_tables.make_empty_cell(cell, "Området"), comparison, why], about=cell.about()
        )
    values = [
        cells_in_tables.make_value_cell(speaker, cell, "Området"),
        comparison,
        _make_strip_cell(speaker, cell, make_strip(speaker, cell, cells)),
        cells_in_tables.make_versus_cell(speaker, cell)
        if speaker.indicator.comparable
        else cells_in_tables.NOT_COMPARED,
        cells_in_tables.make_since_cell(speaker, cell, with_course=False),
    ]
    return cells_in_tables.make_row(_COLUMNS, name, values, about=cell.about())


def _group_rows(
    release: Release, figures: list[Figure], row: Callable[[Speaker, Cell], Markup]
) -> list[grouped_table.Group]:
    """The figures' rows in groups, each under the name of the agreement that adopts their indicators; one without rows
    is left out. Called for both tables of the profile. row: makes a figure's row."""
    groups = []
    for agreement in release.plan.settings.agreements:
        adopted = {adoption.indicator_id for adoption in release.plan.adopted(agreement.id)}
        rows = [row(speaker, cell) for speaker, cell in figures if speaker.indicator_id in adopted]
        groups += [(agreement.name, rows)] if rows else []
    return groups


def _make_strip_head() -> Markup:
    """The head over the strips: worse to the left, better to the right. Called once for an area's profile."""
    return tag("span", tag("span", "← dårligere"), " ", tag("span", "bedre →"), class_="akse")


_CAPTION = "Nyeste tal. Tal, der er diskretioneret, har hverken streg, prik eller vurdering."


def _make_profile_table(release: Release, figures: list[Figure], cells: Cells) -> Markup:
    """The table of an area's figures with a strip in each row; a figure of three years together stands under the single
    year's. Called once for an area's page."""
    heads = [(_make_strip_head(), "str") if name == (_WAY, "str") else name for name in _COLUMNS]
    groups = _group_rows(
        release, pooled.add_pooled_figures(figures, cells), lambda speaker, cell: _make_row(speaker, cell, cells)
    )
    table = grouped_table.make_grouped_table(_CAPTION, heads, groups)
    return tag("div", table, class_="profil")


_NUMBERS: list[cells_in_tables.Column] = [
    "Indikator",
    ("Området", "num"),
    ("Usikkerhedsinterval", "num"),
    ("Til sammenligning", "num"),
    ("De viste områder", "num"),
    "Mod de øvrige områder",
    "Udgangspunkt",
    "Forløb",
    "Siden året før",
]


def _make_numbers_row(speaker: Speaker, cell: Cell, cells: Cells) -> Markup:
    """A figure's row in the table of numbers folded under the profile, with comparisons that are not drawn; one without
    a number says why across the row. Called for each figure. speaker: the indicator and its Danish words."""
    name = [speaker.indicator.label, tag("small", speaker.name_period(cell.window).short)]
    figure = format_cell(cell, speaker.indicator)
    if not cell.has_number:
        empty = tag(
            "td", figure, class_=marks.find_state_class(cell.status), colspan=len(_NUMBERS) - 1, data_l="Området"
        )
        return cells_in_tables.make_row(_NUMBERS, name, [empty], about=cell.about())
    strip = make_strip(speaker, cell, cells)
    values = [
        figure,
        cells_in_tables.format_interval(speaker, cell),
        cells_in_tables.format_comparison(speaker, cell),
        format_range(strip, speaker) if strip is not None and strip.others else "vises ikke",
        cells_in_tables.make_others_cell(speaker, cell),
        cells_in_tables.make_baseline_cell(speaker, cell),
        direction.make_course_line(speaker, cell) or cells_in_tables.NO_VERDICT,
        cells_in_tables.make_year_before_cell(speaker, cell),
    ]
    return cells_in_tables.make_row(_NUMBERS, name, values, about=cell.about())


def make_profile_figure(release: Release, area: Area, cells: Cells) -> Markup:
    """An area's profile in its <figure>: how it is read, the table with strips, and folded away the numbers with more
    comparisons. Called once for an area's page."""
    figures = list_measured(release, cells, area)
    both = pooled.add_pooled_figures(figures, cells)
    groups = _group_rows(release, both, lambda speaker, cell: _make_numbers_row(speaker, cell, cells))
    others = "De øvrige områder er de andre områder, som tallet opgøres for, samlet."
    caption = f"{others} {cells_in_tables.IN_BRACKETS}"
    return comparison_figure.wrap_in_figure(
        "fig-profil",
        profile_words.write_headline(figures, release),
        join([explanations.explain_profile_chart(), _make_profile_table(release, figures, cells)]),
        note=_NOTE,
        table=grouped_table.make_grouped_table(caption, _NUMBERS, groups),
    )


_NOTE = (
    "Hver række har sin egen skala; sammenligningens streg står samme sted i alle. De korte streger er de andre viste "
    "områder, og den lille åbne prik er udgangspunktet."
)

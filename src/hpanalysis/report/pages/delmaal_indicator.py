"""One indicator on a delaftale's page: in full where it leads its delmål, else folded under its name and verdict."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from hpanalysis.plan import Level
from hpanalysis.report import goals, marks, verdict_notes
from hpanalysis.report.cells import Cells
from hpanalysis.report.charts import comparison_figure, control_figure, course_figure, funnel_chart
from hpanalysis.report.control_series import Series
from hpanalysis.report.criteria.rows import Criteria
from hpanalysis.report.html import join, make_paragraphs, tag
from hpanalysis.report.pages import target_verdicts
from hpanalysis.report.tables import pooled, published_groups
from hpanalysis.report.tables.area_table import fold_further, make_area_table
from hpanalysis.report.words import areas_in_words, printed_figures
from hpanalysis.report.words.speaker import Speaker

Months = dict[tuple[str, str], Series]  # figures by the month, by indicator and area


@dataclass(frozen=True)
class Beside:
    """What is told of indicators beside their figures. Made once a page; read for each indicator."""

    months: Months
    groups: pd.DataFrame | None = None  # `tables.PUBLISHED_BREAKDOWNS`; None where the plan adopts no breakdown
    criteria: Criteria | None = None  # the state's criteria; None where the plan has no measure of them


# How the summary of a folded indicator begins; `verify` lets drawings be folded under such a one.
MORE = "Flere tal"


def _write_words(speaker: Speaker, cells: Cells) -> Markup:
    """An indicator in sentences: the total's, and folded under it the areas', which stand open where there is no total.
    Called for each indicator that is shown with its drawings. speaker: the indicator and its Danish words."""
    adoption = speaker.adoption
    cell = cells.latest(speaker.indicator_id, speaker.release.subject(adoption).id) if adoption.total else None
    target = adoption.judged_on is Level.TOGETHER
    own = None if cell is None else make_paragraphs([speaker.describe(cell, target)], about=cell.about())
    caveat_told = cell is not None and cell.is_public and cell.has_number
    more = pooled.describe_pooled_areas(speaker, cells)
    of_areas = areas_in_words.describe_measured_areas(speaker, cells, caveat=not caveat_told, more=more)
    told = make_paragraphs(of_areas, about=f"{speaker.indicator_id}/*/*")
    return join([own, tag("details", tag("summary", "Områderne i ord"), told)]) if own and told else join([own, told])


def _make_comparison(speaker: Speaker, cells: Cells) -> Markup:
    """How the areas lie on one indicator: the comparison chart with its words beside; where it is not measured for
    single areas, a sentence that says so instead of the chart. Called for each indicator that is shown with its
    drawings. speaker: the indicator and its Danish words."""
    drawn = comparison_figure.make_comparison_figure(speaker, cells)
    words = [target_verdicts.make_needs(speaker, cells), _write_words(speaker, cells)]
    if drawn is None:
        areas = speaker.release.plan.areas
        missing = speaker.explain_not_measured(areas[0].id).replace(areas[0].name, "det enkelte område")
        return tag("div", words, tag("p", missing, class_="note"), class_="ved alene")
    return tag("div", drawn, tag("div", words, class_="ved"), class_="lag")


def _fold_months(speaker: Speaker, months: Months) -> Markup | None:
    """The control chart folded under its name; None for an indicator without months. Called under an indicator's course
    over time. months: all indicators' by indicator and area; speaker: the indicator and its Danish words."""
    drawn = control_figure.make_control_figure(speaker, months)
    return None if drawn is None else tag("details", tag("summary", "Kontroldiagram: måned for måned"), drawn)


def _fold_tables(speaker: Speaker, cells: Cells, beside: Beside) -> list[Markup]:
    """What goes further than an indicator's table, each folded under its name: the other columns, three years together,
    why figures have no course, and the groups that the plan publishes; only those that there are. Called under each
    indicator's table. speaker: the indicator and its Danish words."""
    pooled_table = pooled.make_pooled_table(speaker, cells)
    years = None if pooled_table is None else tag("details", tag("summary", "Tre år samlet"), pooled_table)
    groups = published_groups.fold_groups(speaker, beside.groups)
    return [*(one for one in (fold_further(speaker, cells), years) if one is not None), *groups]


def _state_comparisons(speaker: Speaker) -> Markup:
    """What the plan prints beside the indicator's baselines for comparison; empty where it prints nothing. Called under
    each indicator's table. speaker: the indicator and its Danish words."""
    return make_paragraphs(printed_figures.state_printed_comparisons(speaker), "note")


def make_indicator(speaker: Speaker, cells: Cells, beside: Beside, told: tuple[str, ...] = ()) -> Markup:
    """An indicator in full: verdicts, chart of the areas with its words, course over time, table; folded away what goes
    further. Called for the indicator that leads a delmål, and for the others that have a target, which are folded.
    told: reasons that stand above already; speaker: the indicator and its Danish words."""
    further = [
        funnel_chart.make_funnel_figure(speaker, cells),
        _fold_months(speaker, beside.months),
        *_fold_tables(speaker, cells, beside),
    ]
    return join(
        [
            target_verdicts.make_verdicts(speaker, cells, told),
            _make_comparison(speaker, cells),
            course_figure.make_course_figure(speaker, cells),
            make_area_table(speaker, cells),
            _state_comparisons(speaker),
            tag("div", further, class_="folder"),
        ]
    )


def _name_with_verdict(speaker: Speaker, cells: Cells) -> Markup:
    """The summary of a folded indicator: its name, and the verdict on its target, or on its change where it has none;
    and whether the target's was measured before the plan began. Called for each. speaker: the indicator and its Danish
    words."""
    verdict = goals.find_verdict_of_indicator(speaker.adoption, cells, speaker.release)
    mark = marks.make_mark(verdict, marks.make_about_goal("tal", speaker.indicator_id))
    cell = cells.latest(speaker.indicator_id, speaker.release.subject(speaker.adoption).id)
    if mark is None and cell is not None and cell.is_public:
        mark = marks.make_mark(cell.since, cell.about("since_baseline"))
    before = verdict_notes.say_of_indicator(speaker.adoption, cells, speaker.release)
    return tag("summary", f"{MORE}: ", tag("b", speaker.indicator.title), mark, f" {before}" if before else None)


def fold_indicator(speaker: Speaker, cells: Cells, beside: Beside, with_drawings: bool) -> Markup:
    """An indicator folded under its name and verdict. Called for each indicator of a delmål but the one that leads.
    with_drawings: whether it has a target, and so its drawings and words, or is told by its table alone; speaker: the
    indicator and its Danish words."""
    summary = _name_with_verdict(speaker, cells)
    if with_drawings:
        return tag("details", summary, make_indicator(speaker, cells, beside))
    folded = tag("div", _fold_tables(speaker, cells, beside), class_="folder")
    return tag("details", summary, make_area_table(speaker, cells), _state_comparisons(speaker), folded)

"""The overview, in the order in which a board reads it: how the delmål stand, what there is to decide, what to look at,
what is new, and then all figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from hpanalysis.plan import Agreement
from hpanalysis.report import goals, marks
from hpanalysis.report.area_map import map_figures
from hpanalysis.report.cells import Cells
from hpanalysis.report.earlier_reports import list_earlier_reports
from hpanalysis.report.html import Block, join, make_section, tag
from hpanalysis.report.pages import attention, decisions, what_is_new
from hpanalysis.report.release import Release
from hpanalysis.report.tables import board_goals, delmaal_table, matrix, pooled
from hpanalysis.report.words import explanations
from hpanalysis.workspace import Workspace


def show_summary(release: Release, cells: Cells) -> Block:
    """How many delmål are met, in a sentence; each of them in a line, with what decides it; and the rule for it. Called
    by the notebook of the overview."""
    judged = goals.list_judged_delmaal(cells, release)
    rule = f"{goals.explain_rule(release)} {explanations.explain_probable_words()} "
    return Block(
        join(
            [
                tag("p", goals.summarise_delmaal(judged), class_="manchet"),
                delmaal_table.make_delmaal_table(release, cells),
                tag("p", rule, explanations.explain_directions(briefly=True), class_="note"),
            ]
        )
    )


def show_decisions(release: Release, cells: Cells, workspace: Workspace) -> Block:
    """The section on what there is to decide. Called by the notebook of the overview. workspace: the project's folders,
    where earlier publications lie, which tell since when a question is open."""
    raised = decisions.list_decisions(release, cells, list_earlier_reports(workspace, release))
    return Block(make_section("beslutning", "Til beslutning", decisions.make_decisions(raised)))


def show_overall_goals(release: Release, cells: Cells) -> Block:
    """The board's overall goals, which are apart from the delmål, as a table; or a sentence that the plan has none.
    Called by the notebook of the overview."""
    if release.plan.strategic is None:
        return Block(make_section("overordnede", "De overordnede mål", tag("p", "Planen har ingen strategisk aftale.")))
    table = board_goals.make_brief_goals_table(release, cells)
    more = tag("p", tag("a", "Usikkerhed, begrundelser og diagrammer", href="strategisk_aftale.html"), class_="note")
    return Block(make_section("overordnede", "De overordnede mål", table, more, class_="taet"))


def _say_where_most_is_worse(release: Release, lines: list[matrix.MatrixLine]) -> Markup | None:
    """The paragraph on the area with the largest part of its figures surely worse, with its count from the matrix's
    last row; None where nothing is compared. Called once, under the matrix of the whole plan."""
    told = matrix.say_where_most_is_worse(lines, release)
    return tag("p", told, class_="vaerst") if told else None


def show_matrix(
    release: Release,
    cells: Cells,
    delaftaler: Sequence[Agreement] = (),
    statuses: Mapping[str, str] | None = None,
) -> Block:
    """The section with all indicators of the delaftaler by all areas. delaftaler: those shown; empty for all of the
    plan's. statuses: area id -> what it is by the state's criteria; None where that is not told. Called by the notebook
    of the overview, and where an analyst asks for one delaftale's part."""
    lines = matrix.list_lines(release, cells)
    return Block(
        make_section(
            "delmaalene",
            "Delmålene",
            [
                marks.make_legend(matrix.list_words(lines)),
                matrix.make_matrix(release, lines, delaftaler, statuses),
                matrix.make_cards(release, lines, delaftaler, statuses),
                _say_where_most_is_worse(release, lines) if not delaftaler else None,
                pooled.list_pooled_instead_of_hidden(release, cells),
                explanations.explain_certainty(release),
            ],
        )
    )


def show_attention(release: Release, cells: Cells) -> Block:
    """What needs attention beside what goes well. Called by the notebook of the overview."""
    left = make_section("opmaerksomhed", "Kræver opmærksomhed", attention.list_needing_attention(release, cells))
    right = make_section("rigtig-vej", "Går den rigtige vej", attention.list_going_well(release, cells))
    return Block(tag("div", left, right, class_="to"))


def show_news(release: Release, cells: Cells, workspace: Workspace) -> Block:
    """The section on what is new: delmål judged otherwise than in the last publication, if there is one, and figures of
    a new window. Called by the notebook of the overview. workspace: the project's folders, where earlier publications
    lie."""
    news = what_is_new.describe_news(release, cells, list_earlier_reports(workspace, release))
    return Block(make_section("nyt", "Nyt siden sidste rapport", news, class_="taet"))


def _make_ages(release: Release, cells: Cells) -> Markup:
    """The section on how old each figure is and when the next is due. Called for the overview."""
    folded = tag("details", tag("summary", "Vis tabellen"), attention.make_ages_table(release, cells))
    return make_section("alder", "Hvor gamle er tallene?", folded)


def show_ages(release: Release, cells: Cells) -> Block:
    """The section on how old each figure is, and beside it, where the plan has a map, the section with it. Both are
    folded, so that the map takes no height of the page and no sheet of paper. Called by the notebook of the
    overview."""
    ages, area_map = _make_ages(release, cells), release.plan.area_map
    if area_map is None:
        return Block(ages)
    folded = tag("details", tag("summary", "Vis kortet"), map_figures.make_overview_map(release, cells, area_map))
    return Block(tag("div", make_section("kort-over-omraader", "Områderne på kort", folded), ages, class_="to"))

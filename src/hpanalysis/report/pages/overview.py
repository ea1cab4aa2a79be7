"""The overview: the board's overall goals, the delmål, and what there is to see in them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from hpanalysis.definitions import catalogue
from hpanalysis.plan import Agreement
from hpanalysis.report import goals, marks
from hpanalysis.report.cells import Cells
from hpanalysis.report.html import Block, join, make_section, tag
from hpanalysis.report.pages import attention, what_is_new
from hpanalysis.report.release import Release
from hpanalysis.report.tables import board_goals, matrix, pooled
from hpanalysis.report.words import explanations, needs_words
from hpanalysis.report.words.speaker import finish
from hpanalysis.tables import Verdict
from hpanalysis.workspace import Workspace


def _name_delmaal(one: goals.JudgedDelmaal) -> Markup:
    """A delmål as a list item, linked to its report; under it why it has its verdict, which figure decides, and what is
    needed of that. Called for each delmål in the lists at the top of the overview, one for each verdict."""
    delmaal = one.delmaal
    link = tag("a", delmaal.name, href=f"delaftale-{delmaal.agreement_id}.html#delmaal-{delmaal.id}")
    why = goals.explain_verdict(one)
    needs = _list_needs(one)
    # The printed sheet has room for the reasons alone.
    more = [tag("small", text, class_="kun-skaerm", data_om=about) for text, about in needs]
    return tag("li", link, tag("small", why) if why else None, more, data_om=f"delmaal/{delmaal.id}")


def _list_needs(one: goals.JudgedDelmaal) -> list[tuple[str, str]]:
    """What is needed of the figures that decide a delmål, a text for each, with its name where the delmål has several;
    empty where nothing can be told. Called for each delmål at the top of the overview."""
    texts = []
    for figure in one.deciding:
        indicator = catalogue.indicators()[figure.adoption.indicator_id]
        needs = needs_words.summarise_needs(figure.cell, indicator, figure.adoption)
        if needs:
            name = f"»{figure.name}«: " if len(one.figures) > 1 else ""
            texts.append((name + " ".join(finish(sentence) for sentence in needs), figure.cell.about()))
    return texts


def _count_delmaal_by_verdict(judged: list[goals.JudgedDelmaal]) -> Markup:
    """The overview's counts: how many delmål have each verdict, with their names, from the best to the worst; a verdict
    that none has is left out. Called once, for the top of the overview."""
    items = []
    for verdict in Verdict:
        items_of_verdict = [_name_delmaal(one) for one in judged if one.verdict is verdict]
        if not items_of_verdict:
            continue
        top = tag(
            "div",
            marks.make_symbol(verdict),
            str(len(items_of_verdict)),
            " ",
            tag("span", verdict.value, class_="ord"),
            class_="tal",
        )
        probable = f" {marks.PROBABLE}" if marks.is_only_probable(verdict) else ""
        items.append(tag("li", top, tag("ul", items_of_verdict), class_=f"k-{marks.find_colour(verdict)}{probable}"))
    return tag("ul", items, class_="status")


def show_summary(release: Release, cells: Cells) -> Block:
    """How many delmål are met, in a sentence and at a glance, and the rule for it. Called by the notebook of the
    overview."""
    judged = goals.list_judged_delmaal(cells, release)
    summary = goals.summarise_delmaal(judged)
    return Block(
        join(
            [
                tag("p", summary, class_="manchet"),
                _count_delmaal_by_verdict(judged),
                tag(
                    "p",
                    f"{goals.explain_rule(release)} {explanations.explain_probable_words()} ",
                    explanations.explain_directions(briefly=True),
                    class_="note",
                ),
            ]
        )
    )


def show_overall_goals(release: Release, cells: Cells) -> Block:
    """The board's overall goals, which are apart from the delmål, as a table; or a sentence that the plan has none.
    Called by the notebook of the overview."""
    if release.plan.strategic is None:
        return Block(make_section("overordnede", "De overordnede mål", tag("p", "Planen har ingen strategisk aftale.")))
    table = board_goals.make_goals_table(release, cells)
    return Block(make_section("overordnede", "De overordnede mål", table))


def show_matrix(release: Release, cells: Cells, delaftaler: Sequence[Agreement] = ()) -> Block:
    """The section with all indicators of the delaftaler by all areas. delaftaler: those shown; empty for all of the
    plan's. Called by the notebook of the overview, and where an analyst asks for one delaftale's part."""
    lines = matrix.list_lines(release, cells)
    return Block(
        make_section(
            "delmaalene",
            "Delmålene",
            [
                marks.make_legend(changes=marks.SURE_CHANGES),
                matrix.make_matrix(release, lines, delaftaler),
                matrix.make_cards(release, lines, delaftaler),
                pooled.list_pooled_instead_of_hidden(release, cells),
                explanations.explain_certainty(release),
            ],
        )
    )


def show_attention(release: Release, cells: Cells) -> Block:
    """What needs attention beside what goes well, and what there is to decide. Called by the notebook of the
    overview."""
    left = make_section("opmaerksomhed", "Kræver opmærksomhed", attention.list_needing_attention(release, cells))
    right = make_section("rigtig-vej", "Går den rigtige vej", attention.list_going_well(release, cells))
    decide = make_section("beslutning", "Til beslutning", attention.list_decisions(release, cells), class_="boks")
    return Block(tag("div", left, tag("div", right, decide), class_="to"))


def show_news(release: Release, cells: Cells, workspace: Workspace) -> Block:
    """The section on what is new: delmål judged otherwise than in the last publication, if there is one, and figures of
    a new window. Called by the notebook of the overview. workspace: the project's folders, where earlier publications
    lie."""
    sections = what_is_new.describe_news(release, cells, workspace)
    return Block(make_section("nyt", "Nyt siden sidste rapport", sections))


def show_ages(release: Release, cells: Cells) -> Block:
    """The section on how old each figure is and when the next is due. Called by the notebook of the overview."""
    return Block(make_section("alder", "Hvor gamle er tallene?", attention.make_ages_table(release, cells)))

"""The overview: the board's overall goals, the delmål, and what there is to see in them."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis.report import attention, explanations, goals, marks, matrix, strategic
from hpanalysis.report.cells import Cells
from hpanalysis.report.html import Block, join, section, tag
from hpanalysis.report.release import Release


def _status(found: list[goals.Judged]) -> Markup:
    """How many of the delmål are met, on track, not on track, not judgeable: each as large as the others."""
    items = []
    for verdict in goals.ORDER:
        own = [one.delmaal.name for one in found if one.verdict is verdict]
        top = tag(
            "div", marks.symbol(verdict), str(len(own)), " ", tag("span", verdict.value, class_="ord"), class_="tal"
        )
        items.append(
            tag(
                "li",
                top,
                tag("ul", [tag("li", name) for name in own]) if own else None,
                class_=f"k-{marks.colour(verdict)}",
            )
        )
    return tag("ul", items, class_="status")


def summary(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """How many of the delmål are met, in a sentence and at a glance."""
    release = Release.named(half_year, edition)
    found = goals.judged(release.cells(judged), release)
    return Block(
        join(
            [
                tag("p", goals.summary(found), class_="manchet"),
                _status(found),
                tag("p", goals.rule(release), class_="note"),
            ]
        )
    )


def overall_goals(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """The board's overall goals, apart from the delmål that the steering group follows."""
    release = Release.named(half_year, edition)
    table = strategic.overall_table(release, release.cells(judged))
    return Block(section("overordnede", "De overordnede mål", table or tag("p", "Planen har ingen strategisk aftale.")))


def delmaal_matrix(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """All indicators of the delaftaler by all areas."""
    release = Release.named(half_year, edition)
    found = matrix.lines(release, release.cells(judged))
    return Block(
        section(
            "delmaalene",
            "Delmålene",
            marks.legend(),
            matrix.matrix(release, found),
            matrix.cards(release, found),
            explanations.sure(release),
        )
    )


def _part(judged: pd.DataFrame, half_year: str, edition: str) -> tuple[Release, Cells]:
    release = Release.named(half_year, edition)
    return release, release.cells(judged)


def attention_and_progress(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """What needs attention beside what goes the right way, at most five of each."""
    given = _part(judged, half_year, edition)
    left = section("opmaerksomhed", "Kræver opmærksomhed", attention.needs_attention(*given))
    right = section("rigtig-vej", "Går den rigtige vej", attention.goes_well(*given))
    return Block(tag("div", left, right, class_="to"))


def news(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """What is new since the last half-year's report."""
    return Block(section("nyt", "Nyt siden sidste rapport", attention.news(*_part(judged, half_year, edition))))


def ages(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """How old each figure is and when the next one is due."""
    return Block(section("alder", "Hvor gamle er tallene?", attention.ages(*_part(judged, half_year, edition))))


def decisions(judged: pd.DataFrame, half_year: str, edition: str = "offentlig") -> Block:
    """What the half-year's figures put to the board."""
    return Block(
        section("beslutning", "Til beslutning", attention.decisions(*_part(judged, half_year, edition)), class_="boks")
    )

"""Which activity is to serve which delmål or overall goal, told both ways with the plan's own sentence, and what serves
nothing.

A plan without plan_chain.csv has nobody's word on that, and its pages say nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Agreement, Delmaal, Link, list_activities_serving_none
from hpanalysis.report.html import join, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables.cells_in_tables import make_folding_table

_INFERRED = "vores læsning af planen"
_UNSERVED = "Planen nævner ingen aktivitet, der skal bidrage til {goal}."
_NOTE = (
    "Linjerne er talt i planens tekst. At en aktivitet skal bidrage til et mål, siger ikke, at den har flyttet et tal."
)


def _name_activity(release: Release, link: Link) -> str:
    """The name of a link's activity, marked where the link is our reading of the plan. Called for each link told under
    a goal."""
    key = link.agreement, link.activity_id
    name = next(one.name_da for one in release.plan.activities if (one.agreement, one.activity_id) == key)
    return name if link.is_printed else f"{name} ({_INFERRED})"


def _name_group(release: Release, links: list[Link], own: str) -> list[object]:
    """The activities of one delaftale that serve a goal, with the delaftale (linked) where it is another than the
    page's own. Called for each delaftale with such activities."""
    names = danish.join_words(_name_activity(release, link) for link in links)
    agreement = links[0].agreement
    if agreement == own:
        return [names]
    to = tag("a", release.plan.agreement(agreement).name, href=f"delaftale-{agreement}.html#aktiviteter")
    return [names, " under ", to]


def state_activities(release: Release, goal: Delmaal) -> Markup | None:
    """The sentence that names the activities that are to serve a delmål or an overall goal, or says that the plan names
    none; None for a plan without plan_chain.csv. Called for each delmål on a delaftale's page and for each overall goal
    of the strategic agreement."""
    chain = release.plan.chain
    if not chain:
        return None
    links = [link for link in chain if link.delmaal_id == goal.id]
    links.sort(key=lambda link: (link.agreement != goal.agreement_id, _place(release, link)))
    if not links:
        strategic = release.plan.agreement(goal.agreement_id).kind == "strategisk"
        return tag("p", _UNSERVED.format(goal="det overordnede mål" if strategic else "delmålet"))
    parts: list[object] = []
    for _, several in groupby(links, key=lambda link: link.agreement):
        parts += ["; " if parts else "", *_name_group(release, list(several), goal.agreement_id)]
    which = "denne aktivitet" if len(links) == 1 else "disse aktiviteter"
    return tag("p", f"Efter planen skal {which} bidrage: ", parts, ".", class_="note bred")


def _place(release: Release, link: Link) -> int:
    """Where a link's activity stands among the plan's. Called to tell activities in the plan's order, those of the
    goal's own delaftale first."""
    keys = [(one.agreement, one.activity_id) for one in release.plan.activities]
    return keys.index((link.agreement, link.activity_id))


def _name_goal(release: Release, goal: Delmaal, own: str) -> Markup:
    """A goal in the table of a delaftale: its name, linked to where it is judged, and what it is. Called for each link.
    own: the page's delaftale."""
    agreement = release.plan.agreement(goal.agreement_id)
    if agreement.kind == "strategisk":
        address, kind = f"strategisk_aftale.html#maal-{goal.id}", "overordnet mål"
    elif agreement.id == own:
        address, kind = f"#delmaal-{goal.id}", "delmål"
    else:
        address, kind = f"delaftale-{agreement.id}.html#delmaal-{goal.id}", f"delmål under {agreement.name}"
    return join([tag("a", goal.name, href=address), tag("small", kind)])


def _tell_source(link: Link) -> str:
    """Whose words a quote is and where the plan has them, and whether the link is ours. Called for each quote."""
    lines = danish.join_words(re.findall(r"\d+(?:-\d+)?", link.plan_lines))
    ours = "" if link.is_printed else f"; at de gælder målet, er {_INFERRED}"
    return f"planens ord, linje {lines}{ours}"


def _list_rows(release: Release, agreement: Agreement) -> Iterator[list[object]]:
    """A row a link of the delaftale's activities, in the plan's order; one for an activity without any. Called once for
    the table."""
    for activity in release.plan.activities:
        if activity.agreement != agreement.id or activity.is_of_agreement:
            continue
        links = [one for one in release.plan.chain if one.activity_id == activity.activity_id]
        for link in links:
            quote = [f"»{link.quote_da}«", tag("small", _tell_source(link))]
            yield [activity.name_da, _name_goal(release, release.plan.goal(link.delmaal_id), agreement.id), quote]
        if not links:
            yield [activity.name_da, "intet nævnt", ""]


def fold_aims(release: Release, agreement: Agreement) -> Markup | None:
    """The table of which goals a delaftale's activities are to serve, with the plan's own sentence of each, folded;
    None for a plan without plan_chain.csv. Called for a delaftale's section on activities."""
    if not release.plan.chain:
        return None
    table = make_folding_table(
        f"Hvad aktiviteterne under {agreement.name} skal bidrage til",
        ["Aktivitet", "Mål", "Planens ord"],
        list(_list_rows(release, agreement)),
    )
    summary = tag("summary", "Hvad aktiviteterne skal bidrage til, med planens egne ord")
    return tag("details", summary, table, tag("p", _NOTE, class_="note"))


def state_activities_serving_none(release: Release, agreement: Agreement) -> Markup | None:
    """The sentences on a delaftale's activities that serve no goal, one each; None where all serve one, and for a plan
    without plan_chain.csv. Called for a delaftale's section on activities."""
    chain = release.plan.chain
    none = list_activities_serving_none(chain, release.plan.activities) if chain else []
    own = [activity.name_da for activity in none if activity.agreement == agreement.id]
    told = "Planen nævner intet delmål eller overordnet mål, som »{}« skal bidrage til."
    return join([tag("p", told.format(name), class_="bred") for name in own]) if own else None

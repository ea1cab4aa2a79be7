"""tegninger: every mark, line and word in a drawing stands where the figure at its address has it."""

from __future__ import annotations

from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.pages.counts.map_words import tell_map
from hpanalysis.verify.pages.criteria.content import FILE as CRITERIA_PAGE
from hpanalysis.verify.pages.drawings.kinds import check_drawing
from hpanalysis.verify.pages.drawings.maps import KIND as MAP
from hpanalysis.verify.pages.participants.content import FILE as PARTICIPANTS_PAGE
from hpanalysis.verify.pages.tree import Element

NAME = "tegninger"


def _lacks_map(tree: Element) -> bool:
    """Whether a page has not one map. Asked of each page that must show the plan's."""
    return len([one for one in tree.walk() if one.name == "svg" and MAP in one.classes]) != 1


def check(pages: PackagedPages) -> Outcome:
    """The check `tegninger`: whether the drawings show the published figures at their places. Called once for each
    package that is verified."""
    if pages.why_unchecked:
        return Outcome(NAME, State.NOT_CHECKED, pages.why_unchecked)
    problems, count = [], 0
    for page in pages.pages:
        # What is drawn on these pages is held by checks of their own.
        if page.tree is None or page.file in (CRITERIA_PAGE, PARTICIPANTS_PAGE):
            continue
        told = None if page.of_year else tell_map(pages.facts, page.file)
        if told is not None and _lacks_map(page.tree):
            problems.append(f"{quote(page.name)}: Planens kort mangler.")
        for svg in (one for one in page.tree.walk() if one.name == "svg" and one.attributes.get("role") == "img"):
            count += 1
            if wrong := check_drawing(svg, pages.facts, told):
                title = svg.find("title")
                named = make_printable(title.text if title is not None else "")
                problems.append(f"{quote(page.name)}, tegningen »{named}«: {wrong[0].upper()}{wrong[1:]}.")
    return conclude(
        NAME, problems, f"{format_count(count, 'tegning viser', 'tegninger viser')} de tal, der er udgivet."
    )

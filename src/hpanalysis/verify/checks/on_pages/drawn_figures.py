"""tegninger: every mark, line and word in a drawing stands where the figure at its address has it."""

from __future__ import annotations

from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.pages.drawings.kinds import check_drawing

NAME = "tegninger"


def check(pages: PackagedPages) -> Outcome:
    """The check `tegninger`: whether the drawings show the published figures at their places. Called once for each
    package that is verified."""
    if pages.why_unchecked:
        return Outcome(NAME, State.NOT_CHECKED, pages.why_unchecked)
    problems, count = [], 0
    for page in pages.pages:
        if page.tree is None:
            continue
        for svg in (one for one in page.tree.walk() if one.name == "svg" and one.attributes.get("role") == "img"):
            count += 1
            if wrong := check_drawing(svg, pages.facts):
                title = svg.find("title")
                named = make_printable(title.text if title is not None else "")
                problems.append(f"{quote(page.name)}, tegningen »{named}«: {wrong[0].upper()}{wrong[1:]}.")
    return conclude(
        NAME, problems, f"{format_count(count, 'tegning viser', 'tegninger viser')} de tal, der er udgivet."
    )

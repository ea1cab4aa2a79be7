"""sideform: every page is written as the program writes its pages, with its style sheet, and hides nothing."""

from __future__ import annotations

from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, quote
from hpanalysis.verify.pages.closed import PageForm

NAME = "sideform"


def check(pages: PackagedPages) -> Outcome:
    """The check `sideform`: whether the pages have the program's elements, attributes, styles and style sheet alone,
    and hide nothing. Called once for each package that is verified."""
    if pages.why_unchecked:
        return Outcome(NAME, State.NOT_CHECKED, pages.why_unchecked)
    form, problems = PageForm(pages.sheets), []
    for page in pages.pages:
        faults = ["siden er ikke skrevet, som programmet skriver sider"]
        if page.tree is not None:
            faults = list(form.find_faults(page.html, page.tree))
        problems += [f"{quote(page.name)}: {fault[0].upper()}{fault[1:]}." for fault in faults]
    count = format_count(len(pages.pages), "side er skrevet", "sider er skrevet")
    return conclude(NAME, problems, f"{count}, som programmet skriver dem, og intet på dem er skjult.")

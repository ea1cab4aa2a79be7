"""ord: every verdict, count, name and sentence on every page is that of its figures, and one that the program
writes."""

from __future__ import annotations

from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.pages.counts.goal_notes import find_untold_notes
from hpanalysis.verify.pages.counts.supplementary import find_untold_figures
from hpanalysis.verify.pages.criteria.content import FILE as CRITERIA_PAGE
from hpanalysis.verify.pages.participants.content import FILE as PARTICIPANTS_PAGE
from hpanalysis.verify.pages.verdicts import find_wrong_verdicts
from hpanalysis.verify.pages.words import PageWords

NAME = "ord"
_MADE_ANEW = (CRITERIA_PAGE, PARTICIPANTS_PAGE)


def check(pages: PackagedPages) -> Outcome:
    """The check `ord`: whether the pages say of the figures what the tables say, and nothing that the program does not
    write. Called once for each package that is verified."""
    if pages.why_unchecked:
        return Outcome(NAME, State.NOT_CHECKED, pages.why_unchecked)
    words, problems = PageWords(pages.facts, pages.corpus, pages.held), []
    for page in pages.pages:
        if page.tree is None:
            continue
        found = [
            *find_wrong_verdicts(page.tree, pages.facts, page.of_year),
            *find_untold_notes(page.tree, pages.facts),
            *(() if page.of_year else find_untold_figures(page.tree, page.file, pages.facts)),
            # Every text of these pages is made anew by checks of their own.
            *(words.find_faults(page.tree, page.file) if page.file not in _MADE_ANEW else ()),
            *(pages.aims.find_faults(page.tree, page.file) if pages.aims is not None and not page.of_year else ()),
        ]
        problems += [f"{quote(page.name)}: {make_printable(fault[0].upper() + fault[1:], 300)}." for fault, _ in found]
    count = format_count(len(pages.pages), "side siger", "sider siger")
    return conclude(NAME, problems, f"{count} med ord det, som tallene siger.")

"""foelgebrev: FOELGEBREV.html is the letter that the package's program makes of what the package holds.

As with the start page, the words are read in the program and filled in here a second time, the titles from the pages
themselves, and what is enclosed counted from the names of the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from hpanalysis.verify.checks.publication import page_parts
from hpanalysis.verify.checks.publication.start_page import fill_declared_page, find_first_difference
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, quote
from hpanalysis.verify.opening.package import COVER_LETTER, DATA, Package

NAME = "foelgebrev"
_WORDS = "hpanalysis.evidence.cover_letter"
_NO_LETTER = "Pakken er fra før følgebrevet, så den har intet."
_NOT_READ = "Pakkens program eller plan siger ikke i den form, som læses her, hvad følgebrevet skal sige."
_FRONT = "index.html"


def _fill_pages(package: Package, plan: str) -> Iterator[str]:
    """The items for the pages that are read by themselves, each by its own title. Called once for each package."""
    start = f"{DATA}udgivelse/"
    pages = [name for name in package.files if name.startswith(start) and name.endswith(".html")]
    for name in sorted(pages, key=lambda name: name.replace(_FRONT, "")):
        if not name.rpartition("/")[2].startswith("definition-"):
            title = page_parts.find_title(package.text(name)).removesuffix(f", {plan}")
            yield f'<li><a href="{escape(name)}">{escape(title)}</a></li>\n'


def _fill_others(package: Package, kinds: tuple[tuple[str, str, str, str], ...]) -> Iterator[str]:
    """The items that count what else is enclosed. Called once for each package. kinds: as the program declares them."""
    for begins, ends, one, many in kinds:
        count = len([name for name in package.files if name.startswith(begins) and name.endswith(ends)])
        if count:
            yield f"<li>{count} {escape(one if count == 1 else many)}</li>\n"


def _make_letter(package: Package, declarations: Declarations) -> str | None:
    """The letter that there must be, or None as of `fill_declared_page`. Called once for each package that is
    verified."""
    source = declarations.source

    def fill_rest(settings: dict[str, str], synthetic: bool) -> dict[str, str]:
        """The warning, and what is enclosed. Called where the letter is filled in."""
        return {
            "warning": source.read(_WORDS, "WARNING") if synthetic else "",
            "pages": "".join(_fill_pages(package, page_parts.join_words(settings["plan"]))),
            "others": "".join(_fill_others(package, source.read(_WORDS, "OTHERS"))),
        }

    return fill_declared_page(package, declarations, _WORDS, fill_rest)


def check(package: Package, declarations: Declarations) -> Outcome:
    """The check `foelgebrev`: whether FOELGEBREV.html is there and is the program's letter, of this package's pages and
    files. Called once for each package that is verified. It is not made of a package from before the letter."""
    if COVER_LETTER not in package.files:
        if not declarations.source.has(_WORDS):
            return Outcome(NAME, State.NOT_CHECKED, _NO_LETTER)
        return conclude(NAME, [f"{quote(COVER_LETTER)} mangler."], "")
    letter, wanted = package.text(COVER_LETTER), _make_letter(package, declarations)
    if wanted is None:
        return Outcome(NAME, State.NOT_CHECKED, _NOT_READ)
    problems = []
    if letter != wanted:
        line = find_first_difference(letter, wanted)
        problems = [f"{quote(COVER_LETTER)}, linje {line}: Brevet er ikke det, som pakkens program laver af pakken."]
    pages = format_count(letter.count('<li><a href="'), "side", "sider")
    return conclude(NAME, problems, f"{quote(COVER_LETTER)} er det, som programmet laver, og nævner {pages} i pakken.")

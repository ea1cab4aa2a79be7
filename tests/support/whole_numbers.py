"""Every whole number of a package's pages made another, one at a time, as a forger would who changes the notebook too.

A number is a place in a text with its figures masked, so that `12 af 40 børn` and `7 af 31 børn` are one place each for
the first and for the second number. Years, dates, times and numbers with decimals are left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePath
from typing import NamedTuple

from hpanalysis.verify.checks import numbers
from hpanalysis.verify.checks.on_pages import drawn_figures, page_words, promised
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPage, PackagedPages
from hpanalysis.verify.checks.publication import definitions, frame, notebooks, pages, plan_prints, rules
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.package import DATA, Package

_TEXT = re.compile(r'>([^<>]*\d[^<>]*)<|(?:title|aria-label)="([^"]*\d[^"]*)"')
# A whole number by itself: no decimal, no part of a word, of an interval's end, of a year or of a code.
_MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_WHOLE = re.compile(
    r"(?<![\w.,/–#-])(?:\d{1,3}(?:\.\d{3})+|\d{1,3})"
    rf"(?![\w/–-]|[.,]\d|\.\s(?:halvår|{_MONTHS}))"
)
_PAGE_CHECKS = (page_words, drawn_figures)
_NOTEBOOKS = f"{DATA}noteboeger/"


class WholeNumber(NamedTuple):
    """A whole number on a page, with the text that it stands in."""

    page: str
    text: str  # with what it stands between: `>12 børn<` or `title="12 børn"`
    at: slice  # of the number in the text
    pattern: str  # the text with every number masked
    place: int  # which of the text's whole numbers it is, from 0

    def forge(self) -> str:
        """The text with one more in the number's place."""
        more = f"{int(self.text[self.at].replace('.', '')) + 1:,}".replace(",", ".")
        return self.text[: self.at.start] + more + self.text[self.at.stop :]


def list_whole_numbers(packaged: PackagedPages) -> list[WholeNumber]:
    """The whole numbers of all pages, one for each place in a text."""
    found: dict[tuple[str, int], WholeNumber] = {}
    for page in packaged.pages:
        for number in _find_on_page(page):
            found.setdefault((number.pattern, number.place), number)
    return list(found.values())


def _find_on_page(page: PackagedPage) -> Iterator[WholeNumber]:
    for text in _TEXT.finditer(page.html, page.html.index("<main")):
        pattern = re.sub(r"\d+", "#", unescape(text[0])).strip()
        for place, number in enumerate(_WHOLE.finditer(text[0])):
            yield WholeNumber(page.name, text[0], slice(*number.span()), pattern, place)


def find_naming(number: WholeNumber, packaged: PackagedPages, package: Package, declared: Declarations) -> set[str]:
    """The checks that fail where the number is made another on its page, and in its executed notebook alike.
    package: the true one; declared: its declarations, which stay as they are."""
    (page,) = (page for page in packaged.pages if page.name == number.page)
    head, main, rest = page.html.partition("<main")
    html = head + main + rest.replace(number.text, number.forge())
    changed = packaged.with_page(page.name, html)
    named = {check.NAME for check in _PAGE_CHECKS if check.check(changed).problems}
    if page.file == promised.PAGE and promised.check(package, declared, changed).problems:
        named.add(promised.NAME)
    return named or _ask_other_checks(number, html, package, declared)


def _ask_other_checks(number: WholeNumber, html: str, package: Package, declared: Declarations) -> set[str]:
    before, after = (json.dumps(text, ensure_ascii=False)[1:-1].encode() for text in (number.text, number.forge()))
    files = {**package.files, f"{DATA}udgivelse/{number.page}": html.encode()}
    executed = f"{_NOTEBOOKS}{PurePath(number.page).stem}.ipynb"
    if executed in files:
        files[executed] = files[executed].replace(before, after)
    forged = Package(package.name, files, (), zipped=True)
    asked = {
        pages: lambda: pages.check(forged, declared),
        frame: lambda: frame.check(forged, declared),
        notebooks: lambda: notebooks.check(forged, declared),
        definitions: lambda: definitions.check(forged, declared),
        plan_prints: lambda: plan_prints.check(forged, declared),
        rules: lambda: rules.check(forged, declared),
        numbers: lambda: numbers.check(forged),
    }
    return {check.NAME for check, ask in asked.items() if ask().problems}

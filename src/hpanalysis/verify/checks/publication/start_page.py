"""startside: START_HER.html is the page that the package's program makes of what the package tells of itself.

The words stand in the program as constants; they are read there, never run, and filled in here a second time. So a page
that points somewhere else, or tells another way to check the package, is found even where every digest was made anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from html import escape, unescape
from itertools import zip_longest
from string import Template

from hpanalysis.published.names import MANIFEST_JSON
from hpanalysis.verify.checks import years
from hpanalysis.verify.checks.publication.frame import write_day
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.source_code import SourceCode
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, format_half_year, quote
from hpanalysis.verify.opening.package import START_PAGE, Package

NAME = "startside"
_WORDS, _LABELS = "hpanalysis.evidence.start_page", "hpanalysis.verify.labels"
_NO_PAGE = "Pakken er fra før startsiden, så den har ingen."
_NOT_READ = "Pakkens program eller plan siger ikke i den form, som læses her, hvad startsiden skal sige."
SETTINGS = {"plan": "name", "publisher": "publisher", "contact": "contact"}  # slot of the page -> key of plan.yaml
FillRest = Callable[[dict[str, str], bool], dict[str, str]]
_LINK = re.compile(r'\shref="([^"]*)"')


def _fill_links(package: Package, entries: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    """The items of one of the page's lists, for those files that the package has. Called for each list. entries: the
    addresses, words and texts that the program declares."""
    found = [folder.rpartition("-")[2] for folder in years.list_year_folders(package)]
    for entry in entries:
        for year in found if "$year" in entry[0] else [""]:
            slots = {"half_year": package.half_year, "year": year}
            address, words, about = (escape(Template(part).substitute(slots)) for part in entry)
            if unescape(address) in package.files:
                yield f'<li><a href="{address}">{words}</a>: {about}</li>\n'


def _fill_checks(groups: dict[str, dict[str, str]], meanings: dict[str, str]) -> Iterator[str]:
    """The bodies of the page's table of checks. Called once for each package that is verified. groups, meanings: as the
    package's program declares them."""
    for heading, labels in groups.items():
        yield f'<tbody>\n<tr><th colspan="2" scope="rowgroup">{escape(heading)}</th></tr>\n'
        rows = ((escape(label), escape(meanings[name])) for name, label in labels.items())
        yield from (f'<tr><th scope="row">{label}</th><td>{meaning}</td></tr>\n' for label, meaning in rows)
        yield "</tbody>\n"


def _fill_prints(package: Package, source: SourceCode) -> str:
    """The page's section on PDFs; "" where the package has none, or its program knows of none. Called once for each
    package that is verified."""
    names = sorted(name for name in package.files if name.startswith("pdf/") and name.endswith(".pdf"))
    section, line = source.read(_WORDS, "PRINTS"), source.read(_WORDS, "PRINT")
    if not names or section is None or line is None:
        return ""
    slots = ({"name": escape(name), "words": escape(name.removeprefix("pdf/"))} for name in names)
    return Template(section).substitute(files="".join(Template(line).substitute(each) for each in slots))


def fill_declared_page(
    package: Package,
    declarations: Declarations,
    words: str,
    fill_rest: Callable[[dict[str, str], bool], dict[str, str]],
) -> str | None:
    """A page beside the data as the package's program would write it; None where program or plan do not tell it in a
    form that is read here. Called once for the start page and once for the cover letter. words: the module that has
    the page as its constant PAGE. fill_rest: gives the slots besides the plan's settings and the days, from those
    settings and whether the figures are invented."""
    source, plan = declarations.source, declarations.plan
    settings = {name: plan.find_setting(key) for name, key in SETTINGS.items()}
    if not all(isinstance(value, str) for value in settings.values()):
        return None
    manifest = package.published_json(MANIFEST_JSON)
    try:
        return Template(source.read(words, "PAGE")).substitute(
            {name: escape(value) for name, value in settings.items()},
            when=escape(format_half_year(package.half_year).replace("\u00a0", " ")),
            day=write_day(date.fromisoformat(manifest["report_date"])),
            **fill_rest({name: str(value) for name, value in settings.items()}, bool(manifest["synthetic"])),
        )
    except (TypeError, AttributeError, KeyError, ValueError):
        return None


def _make_page(package: Package, declarations: Declarations) -> str | None:
    """The page that there must be, or None as of `fill_declared_page`. Called once for each package that is
    verified."""
    source = declarations.source

    def fill_rest(settings: dict[str, str], synthetic: bool) -> dict[str, str]:
        """The warning, the lists of links, the PDFs and the table of checks. Called where the page is filled in."""
        return {
            "band": source.read(_WORDS, "BAND") if synthetic else "",
            "first": "".join(_fill_links(package, source.read(_WORDS, "FIRST"))),
            "tables": "".join(_fill_links(package, source.read(_WORDS, "TABLES"))),
            "prints": _fill_prints(package, source),
            "checks": "".join(_fill_checks(source.read(_LABELS, "GROUPS"), source.read(_LABELS, "MEANINGS"))),
        }

    return fill_declared_page(package, declarations, _WORDS, fill_rest)


def _find_broken_links(package: Package, page: str) -> Iterator[str]:
    """A Danish sentence for each address on the page that is no file of the package. Called once for each package."""
    for address in dict.fromkeys(map(unescape, _LINK.findall(page))):
        if address not in package.files:
            yield f"{quote(START_PAGE)} henviser til {quote(address)}, som ikke er i pakken."


def find_first_difference(page: str, wanted: str) -> int:
    """The number of the first line, from 1, in which two texts are not alike. Called where they are not."""
    pairs = zip_longest(page.split("\n"), wanted.split("\n"))
    return next(number for number, (one, other) in enumerate(pairs, 1) if one != other)


def _find_problems(package: Package, page: str, wanted: str | None) -> Iterator[str]:
    """All that is wrong with the page, in Danish. Called once for each package that has one. wanted: the page that
    there must be; None where that is not known."""
    yield from _find_broken_links(package, page)
    if wanted is not None and page != wanted:
        line = find_first_difference(page, wanted)
        yield f"{quote(START_PAGE)}, linje {line}: Siden er ikke den, som pakkens program laver af pakken."


def _writes_page(source: SourceCode) -> bool:
    """Whether the package's program makes such a page at all, which an older one does not. Called for each package."""
    return source.has(_WORDS)


def check(package: Package, declarations: Declarations) -> Outcome:
    """The check `startside`: whether START_HER.html is there, is the program's page, and points at files that are in
    the package. Called once for each package that is verified. It is not made of a package from before the page."""
    is_written = _writes_page(declarations.source)
    if START_PAGE not in package.files:
        missing = [f"{quote(START_PAGE)} mangler."] if is_written else []
        return conclude(NAME, missing, "") if missing else Outcome(NAME, State.NOT_CHECKED, _NO_PAGE)
    page, wanted = package.text(START_PAGE), _make_page(package, declarations)
    problems = list(_find_problems(package, page, wanted))
    if wanted is None and not problems:
        return Outcome(NAME, State.NOT_CHECKED, _NOT_READ)
    links = format_count(len(set(_LINK.findall(page))), "henvisning", "henvisninger")
    return conclude(NAME, problems, f"{quote(START_PAGE)} er den, som programmet laver, og dens {links} findes.")

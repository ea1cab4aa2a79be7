"""sider: just the pages and files are published that the package's program makes of its plan, under their own titles.

Which pages there must be follows from the plan (its areas, agreements and indicators) and from the reports that the
package's program declares. Every page has the same menu, and the front page lists the same pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hpanalysis.published import names
from hpanalysis.published.charts import files as chart_files
from hpanalysis.verify.checks import years
from hpanalysis.verify.checks.publication import page_parts
from hpanalysis.verify.checks.publication.page_parts import join_words, read_words
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.declared.reports import ReportPage, list_year_pages
from hpanalysis.verify.declared.source_code import SourceCode
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, format_half_year, quote
from hpanalysis.verify.opening.package import DATA, Package

NAME = "sider"
DEFINITIONS_HTML = "definitioner.html"
_FILES = (
    names.FIGURES_CSV,
    names.MONTHS_CSV,
    names.CORRECTIONS_CSV,
    names.PLAN_FIGURES_CSV,
    names.PLAN_CHECK_CSV,
    names.DEFINITIONS_JSON,
    names.LOG_JSON,
    names.CERTIFICATE_JSON,
    names.MANIFEST_JSON,
    names.DATA_PACKAGE_JSON,
    *names.OFFICE_FILES,
)
_YEAR_FILES = (names.DUTIES_CSV, names.HOURS_CSV, names.MANIFEST_JSON)
# Those of an accounting year that an older program did not write.
_NEWER_YEAR_FILES = (names.PROGRESS_CSV, names.MILESTONES_CSV, names.ECONOMY_CSV)
_NOTEBOOKS = f"{DATA}projekt/notebooks/"
_NAVIGATION = "hpanalysis.report.site.navigation"
_NAMES_MODULE = "hpanalysis.published.names"
_NOT_DECLARED = "Pakkens program eller plan siger ikke i den form, som læses her, hvilke sider der skal være."
_MENU = re.compile(r'<nav class="menu"[^>]*>(.*?)</nav>', re.DOTALL)
_MENU_LINK = re.compile(r'<li><a href="([^"]*)"( aria-current="page")?>(.*?)</a></li>', re.DOTALL)
_LISTED = re.compile(r'<li><a href="([^"]*)">(.*?)</a>(?:<small>(.*?)</small>)?</li>', re.DOTALL)
_LOCAL = re.compile(r'href="((?:grafer/[\w-]+/)?[\w.-]+\.(?:html|csv|json|xlsx|docx|svg))[#"]')
_EARLIER = re.compile(r'<li><a href="\.\./([^/"]*)/index\.html">(.*?)</a></li>', re.DOTALL)
_ANY_HALF_YEAR = re.compile(r"\b([12])\. halvår (20\d\d)\b")


@dataclass(frozen=True)
class _Site:
    """The pages that there must be, and what is known of each. Made once for each package that is verified."""

    package: Package
    plan_name: str | None  # as plan.yaml has it; None if that cannot be read
    pages: Sequence[ReportPage]  # those that notebooks make, in the order of the menu
    indicators: Sequence[str]  # those that have a page of definition
    half_year: str  # in words, as pages write it

    @property
    def wanted(self) -> set[str]:
        """The names of all pages of the half-year. Read for what is missing and what is too many."""
        definitions = {f"definition-{key}.html" for key in self.indicators}
        return {f"{page.name}.html" for page in self.pages} | definitions | {names.INDEX_HTML, DEFINITIONS_HTML}


def _list_names(package: Package, source: SourceCode, site: _Site) -> Iterator[str]:
    """A Danish sentence for each file of the publication that is missing or too many. Called once for each package that
    is verified. A file beside the pages is missing only where the package's program writes it."""
    pages = {name for name in package.published if name.endswith(".html")}
    for name in sorted(site.wanted - pages):
        yield f"Siden {quote(name)} mangler."
    for name in sorted(pages - site.wanted):
        yield f"Siden {quote(name)} hører ikke til planens sider."
    # Which files charts have is told by the pages, and the check `diagramfiler` asks for it.
    others = {name for name in package.published.keys() - pages if not chart_files.NAME.fullmatch(name)}
    # Whether the plan has what they tell, the checks of each say.
    others -= set(names.OPTIONAL_TABLES)
    for name in sorted(others - set(_FILES)):
        yield f"Filen {quote(name)} hører ikke til udgivelsen."
    for name in sorted(set(_FILES) - others):
        if source.tells(_NAMES_MODULE, f'"{name}"'):
            yield f"Filen {quote(name)} mangler."


def _fits(title: str, parts: Sequence[str]) -> bool:
    """Whether a title has the constant parts of its declaration in their order, from its beginning. Called for each
    page whose declaration is read. What is put in between them is an area's name, an agreement's or a period."""
    pattern = ".*?".join(re.escape(join_words(part)) for part in parts)
    begins = "" if parts and parts[0].strip() else ".*"
    return re.match(f"{begins}{pattern}", title) is not None


def _find_wrong_title(site: _Site, name: str, html: str, page: ReportPage | None) -> Iterator[str]:
    """What is wrong with the title of a page, in Danish: it names the plan and the half-year, and what its report is
    declared to be about. Called for each page of the half-year. page: None for one that no notebook makes."""
    title, heading = page_parts.find_title(html), page_parts.find_heading(html)
    if site.plan_name is not None and not title.endswith(f", {join_words(site.plan_name)}"):
        yield f"{quote(name)}: Titlen nævner ikke planen."
    told = {f"{half}. halvår {year}" for half, year in _ANY_HALF_YEAR.findall(title)}
    if told != {site.half_year}:
        yield f"{quote(name)}: Titlen er ikke om {site.half_year}."
    if page is None:
        # These pages have one heading, which their title begins with.
        if not heading or not title.startswith(heading):
            yield f"{quote(name)}: Titlen er en anden end overskriften."
    elif page.title is not None:
        place = join_words(page.label) if page.parameters else ""
        if not _fits(title, page.title) or place not in title:
            yield f"{quote(name)}: Titlen er ikke den, som pakkens program giver siden."
        # A notebook that asks for its declared heading shows it; one that an analyst has written otherwise may not.
        own = site.package.files.get(f"{_NOTEBOOKS}{page.notebook}.ipynb", b"")
        if b".heading(" in own and not any(title.startswith(each) for each in page_parts.find_headings(html) if each):
            yield f"{quote(name)}: Overskriften er en anden end titlen."


def _list_menu(html: str) -> list[tuple[str, str, bool]]:
    """The links of a page's menu: address, words, and whether it is the page itself. Called for each page."""
    match = _MENU.search(html)
    found = [] if match is None else _MENU_LINK.findall(match[1])
    return [(href, read_words(words), bool(current)) for href, current, words in found]


def _make_menu(site: _Site, first: str, definitions: str, order: int, group: str) -> list[tuple[str, str]]:
    """The links that each page's menu must have, in order: address and words, each group where its first page stands.
    Called once. first, definitions: the words of the front page and of the list of definitions, which the program's
    navigation gives; order: the place of the definitions; group: their heading."""
    entries = [(order, group, DEFINITIONS_HTML, definitions)]
    entries += [(page.order, page.group, f"{page.name}.html", page.label) for page in site.pages if page.in_menu]
    entries = sorted(entries, key=lambda entry: entry[0])
    groups = list(dict.fromkeys(["", *(entry[1] for entry in entries)]))  # the front page stands under none
    entries = sorted(entries, key=lambda entry: groups.index(entry[1]))
    return [(names.INDEX_HTML, first), *((href, join_words(label)) for _, _, href, label in entries)]


def _find_wrong_menus(site: _Site, source: SourceCode) -> Iterator[str]:
    """A Danish sentence for each page whose menu is not that of the plan's pages, or marks another page than itself as
    the one that is open. Called once for each package that is verified."""
    menus = {name: _list_menu(site.package.published_text(name)) for name in sorted(site.wanted & set(_pages(site)))}
    own = {href: words for href, words, _ in menus.get(names.INDEX_HTML, ())}
    order = source.read(_NAVIGATION, "_DEFINITIONS_ORDER")
    if not isinstance(order, int):
        return
    # A program from before the menu had headings for all its pages has no heading for this one.
    group = source.read(_NAVIGATION, "_DEFINITIONS_GROUP")
    menu = _make_menu(
        site,
        own.get(names.INDEX_HTML, ""),
        own.get(DEFINITIONS_HTML, ""),
        order,
        group if isinstance(group, str) else "",
    )
    for name, links in menus.items():
        if [(href, words) for href, words, _ in links] != menu:
            yield f"{quote(name)}: Menuen er ikke planens sider."
        elif [href for href, _, current in links if current] != [name for href, _ in menu if href == name]:
            yield f"{quote(name)}: Menuen siger, at en anden side er åben."


def _pages(site: _Site) -> list[str]:
    """The names of the pages that are there. Called where each is read."""
    return [name for name in site.package.published if name.endswith(".html")]


def _find_wrong_front(site: _Site) -> Iterator[str]:
    """What the front page lists that is not there, or lists not, in Danish: the reports, and the half-years before this
    one that the publication log tells of. Called once for each package that is verified."""
    html = site.package.published_text(names.INDEX_HTML)
    sections = page_parts.find_sections(page_parts.find_main(html))
    listed = {
        href: (read_words(label), read_words(about)) for href, label, about in _LISTED.findall(sections["rapporter"])
    }
    wanted = {f"{page.name}.html": (join_words(page.label), join_words(page.about)) for page in site.pages}
    if {href: words for href, words in listed.items() if href != DEFINITIONS_HTML} != wanted:
        yield f"{quote(names.INDEX_HTML)}: Listen over rapporter er ikke planens sider."
    if DEFINITIONS_HTML not in listed:
        yield f"{quote(names.INDEX_HTML)}: Listen over rapporter mangler definitionerne."
    own = site.package.half_year
    before = sorted({one["half_year"] for one in site.package.log if one["half_year"] < own}, reverse=True)
    told = _EARLIER.findall(sections.get("tidligere", ""))
    if [(half, read_words(words)) for half, words in told] != [
        (half, join_words(format_half_year(half))) for half in before
    ]:
        yield f"{quote(names.INDEX_HTML)}: Listen over tidligere halvår er ikke dem i {quote(names.LOG_JSON)}."


def _find_broken_links(package: Package, folder: str) -> Iterator[str]:
    """A Danish sentence for each file beside a page that the page links to and that is not there. Called for the
    half-year's folder and for each accounting year's."""
    files = package.under(folder)
    for name in sorted(name for name in files if name.endswith(".html")):
        text = package.text(f"{folder.rstrip('/')}/{name}")
        for href in sorted(set(_LOCAL.findall(text)) - files.keys()):
            yield f"{quote(name)} henviser til {quote(href)}, som ikke er der."


def _find_wrong_contents(package: Package) -> Iterator[str]:
    """A Danish sentence for each page whose table of contents is not its headings. Called once for each package that is
    verified."""
    for name in sorted(name for name in package.published if name.endswith(".html")):
        if not page_parts.has_own_contents(page_parts.find_main(package.published_text(name))):
            yield f"{quote(name)}: Indholdsfortegnelsen er ikke sidens overskrifter."


def _find_wrong_year(package: Package, source: SourceCode, folder: str, plan_name: str | None) -> Iterator[str]:
    """What is wrong with the pages of an accounting year, in Danish: one is missing or too many, its title names
    another year, or a link leads nowhere. Called for each accounting year in the package. folder: in the bag."""
    manifest, files = package.json(f"{folder}/{names.MANIFEST_JSON}"), package.under(folder)
    pages = list_year_pages(source, "beredskab.yaml" in manifest["inputs"]["logs"])
    if pages is None:
        return
    short = folder.removeprefix(f"{DATA}udgivelse/")
    newer = {name for name in _NEWER_YEAR_FILES if source.tells(_NAMES_MODULE, f'"{name}"')}
    wanted = {f"{page.name}.html" for page in pages} | set(_YEAR_FILES) | newer
    for name in sorted(wanted ^ files.keys()):
        yield f"{quote(f'{short}/{name}')} {'mangler' if name in wanted else 'hører ikke til regnskabsåret'}."
    for page in pages:
        name = f"{folder}/{page.name}.html"
        if name not in package.files:
            continue
        title = page_parts.find_title(package.text(name))
        is_of_plan = plan_name is None or title.endswith(f", {join_words(plan_name)}")
        if not is_of_plan or str(manifest["year"]) not in title or not _fits(title, page.title or ("",)):
            yield f"{quote(f'{short}/{page.name}.html')}: Titlen er ikke den, som pakkens program giver siden."
    yield from _find_broken_links(package, folder)


def _make_site(package: Package, declarations: Declarations) -> _Site | None:
    """The pages that there must be; None where program or plan do not tell it in a form that is read here. Called once
    for each package that is verified."""
    plan, pages = declarations.plan, declarations.report_pages
    adoptions, name = plan.adoptions, plan.find_setting("name")
    if pages is None or adoptions is None:
        return None
    half_year = join_words(format_half_year(package.half_year))
    return _Site(package, name if isinstance(name, str) else None, pages, list(adoptions), half_year)


def check(package: Package, declarations: Declarations) -> Outcome:
    """The check `sider`: whether just those pages and files are published that program and plan give, each with its
    title and menu, and no link to a file that is not there. Called once for each package that is verified. It is not
    made where the package's program declares its reports in a form that is not read here."""
    source, site = declarations.source, _make_site(package, declarations)
    if site is None:
        return Outcome(NAME, State.NOT_CHECKED, _NOT_DECLARED)
    problems = list(_list_names(package, source, site))
    reports = {f"{page.name}.html": page for page in site.pages}
    for name in sorted(site.wanted & set(_pages(site))):
        problems += _find_wrong_title(site, name, package.published_text(name), reports.get(name))
    problems += _find_wrong_menus(site, source)
    if names.INDEX_HTML in package.published:
        problems += _find_wrong_front(site)
    problems += _find_broken_links(package, package.publication)
    problems += _find_wrong_contents(package)
    for folder in years.list_year_folders(package):
        problems += _find_wrong_year(package, source, folder, site.plan_name)
    pages = format_count(len(site.wanted), "side er", "sider er")
    return conclude(NAME, problems, f"{pages} dem, som pakkens program laver af planen, og hver henvisning findes.")

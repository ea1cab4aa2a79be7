"""kontorfiler: tabeller.xlsx, tal_til_excel.csv and oversigt.docx say what indicators.csv and the pages say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from hpanalysis.published.failures import Failure
from hpanalysis.published.names import (
    CORRECTIONS_CSV,
    MONTHS_CSV,
    OFFICE_FILES,
    OVERVIEW_DOCX,
    OVERVIEW_HTML,
    PEOPLE_CSV,
    PLAN_FIGURES_CSV,
    WORKBOOK_XLSX,
)
from hpanalysis.published.office.columns import Head
from hpanalysis.published.office.document import (
    GOALS_CAPTION,
    GOALS_HEADS,
    Part,
    find_document_failures,
    read_document,
)
from hpanalysis.published.office.parts import Malformed
from hpanalysis.published.office.tables import (
    TableChecker,
    TableRow,
    find_table_failures,
    list_other_texts,
    read_csv_rows,
    read_sheet_rows,
    unguard,
)
from hpanalysis.published.office.workbook import Workbook, read_workbook
from hpanalysis.published.printed import Vocabulary
from hpanalysis.verify.checks.on_pages.package_pages import PackagedPages
from hpanalysis.verify.opening.outcomes import (
    Outcome,
    State,
    conclude,
    format_count,
    format_half_year,
    make_printable,
    quote,
)
from hpanalysis.verify.opening.package import DATA, Package
from hpanalysis.verify.pages.corpus import VERDICT_WORDS
from hpanalysis.verify.pages.counts.goal_notes import list_goal_notes
from hpanalysis.verify.pages.counts.wording import capitalise
from hpanalysis.verify.pages.printed_sections import list_printed_sections, simplify
from hpanalysis.verify.pages.tree import Element
from hpanalysis.verify.pages.verdicts import ALONE
from hpanalysis.verify.pages.words import split_sentences

NAME = "kontorfiler"

# The module of the program that makes them: a package whose program lacks it is from before there were any.
_MAKER = f"{DATA}projekt/src/hpanalysis/report/office/office_files.py"
# The module of a program that says why a change is not sure although its interval leaves 0 out.
_SAYS_UNSURE = f"{DATA}projekt/src/hpanalysis/report/words/unsure_words.py"
# What office programs and the formats themselves write, and no reader is shown.
_TECHNICAL = re.compile(
    r"da-DK|dcterms:W3CDTF|\d{4}-\d\d-\d\dT00:00:00Z|Microsoft Excel|Worksheets|Named Ranges|variant|lpstr|false"
    r"|[\d.]+|[A-Z]{1,3}\d+|'?[^'!]+'?!(?:A1|Print_Area|Print_Titles)"
)
# Before what is needed of a figure, where a delmål has several.
_NAMED_FIRST = re.compile(r"^»[^»«]+«: ")
# What a delmål's reason may be where no figure gives one.
_REASONS_WITHOUT_FIGURE = frozenset({"tallet ikke kan vises", "planen ikke siger, hvornår målet er nået"})
_SAYING = frozenset({"p", "li", "td", "th", "caption", "small", "h1", "h2", "h3", "b", "span", "div", "dd", "dt"})


class _OfficeFiles:
    """The files for office programs of one package, with what they are held against. Made once for the check."""

    def __init__(self, package: Package, pages: PackagedPages) -> None:
        """Keep the package and its pages; everything is read when it is first asked for."""
        self._package, self._pages = package, pages

    @cached_property
    def _files(self) -> Mapping[str, bytes]:
        """Those of the files that are there, by name. Read by each part of the check."""
        return {name: self._package.published[name] for name in OFFICE_FILES if name in self._package.published}

    def find_missing(self) -> Iterator[str]:
        """A Danish sentence for each file that is not there. Called once for each package that should have them."""
        yield from (f"{quote(name)} mangler." for name in OFFICE_FILES if name not in self._files)

    def find_wrong_numbers(self) -> Iterator[str]:
        """A Danish sentence for each cell that is not what its row of indicators.csv says, and for each number that no
        table tells. Called once a package."""
        package = self._package
        others = [row for name in (MONTHS_CSV, CORRECTIONS_CSV, PLAN_FIGURES_CSV) for row in package.table(name)]
        known = Vocabulary(package.rows, others).all
        checker = TableChecker(package.half_year, package.rows, package.definitions, _SAYS_UNSURE in package.files)
        failures = [
            *find_table_failures(package.half_year, self._files, checker, known),
            *find_document_failures(package.half_year, self._files, known),
        ]
        yield from map(_describe, failures)

    @cached_property
    def _workbook(self) -> Workbook | None:
        """The workbook; None where there is none that can be read, which is told by `find_wrong_numbers`."""
        try:
            return read_workbook(self._files[WORKBOOK_XLSX])
        except (Malformed, KeyError, IndexError):
            return None

    def list_rows(self) -> list[tuple[str, TableRow]]:
        """The rows of figures of both tables, each with its file. Called for their names."""
        rows: list[tuple[str, TableRow]] = []
        try:
            rows += [(WORKBOOK_XLSX, row) for row in read_sheet_rows(self._workbook)] if self._workbook else []
            rows += [(PEOPLE_CSV, row) for row in read_csv_rows(self._files.get(PEOPLE_CSV, b""))]
        except Malformed:  # told by `find_wrong_numbers`
            pass
        return rows

    def find_wrong_names(self) -> Iterator[str]:
        """A Danish sentence for each name of a figure, a place, a delmål or an agreement that is not the plan's, and
        for each other word that the program does not write. Called once a package."""
        facts = self._pages.facts
        goals = {row["delmaal_id"]: row["name_da"] for row in facts.plan["delmaal"]}
        for file, row in self.list_rows():
            indicator, _, rest = str(row.cells[Head.KEY]).partition("/")
            area = facts.areas.get(rest.rpartition("/")[2])
            adopted = facts.adopted.get(indicator)
            if area is None or adopted is None:
                continue  # told by `find_wrong_numbers`
            wanted = {
                Head.INDICATOR: {facts.titles.get(indicator, "")},
                Head.PLACE: {area.name, area.short},
                Head.GOAL: {goals.get(adopted["delmaal_id"], "")},
            }
            for head, names in wanted.items():
                if unguard(str(row.cells[head])) not in names:
                    yield _say(file, row.describe_place(head), "Navnet er ikke planens")
            for head in (Head.PERIOD, Head.UNIT, Head.COMPARED_WITH, Head.BASELINE_FROM, Head.CHANGE_UNIT):
                if not self._may_be_written(str(row.cells[head])):
                    yield _say(file, row.describe_place(head), "Der står noget, som programmet ikke skriver")
            if not self._names_years(row):
                yield _say(file, row.describe_place(Head.PERIOD), "Perioden er en anden end tallets")

    def _names_years(self, row: TableRow) -> bool:
        """Whether the years that a row's period names are those of its window. Called for each row."""
        indicator, window, area = _split(str(row.cells[Head.KEY]))
        figure = self._package.rows.get((indicator, window, area))
        if figure is None:
            return True  # told by `find_wrong_numbers`
        spans = (window, figure.cells["window_start"], figure.cells["window_end"])
        years = {int(year) for span in spans for year in re.findall(r"20\d\d", span)}
        # School leavers are named by the year they left, which is up to two before the window.
        years |= {year - before for year in years for before in (1, 2)}
        return {int(year) for year in re.findall(r"20\d\d", str(row.cells[Head.PERIOD]))} <= years

    def find_foreign_texts(self) -> Iterator[str]:
        """A Danish sentence for each text of the workbook beside its figures that is not the program's. Called once a
        package."""
        if self._workbook is None:
            return
        foot = f"&L{_name_half_year(self._package)}, &A&RSide &P af &N"
        known = {foot, *(sheet.name for sheet in self._workbook.sheets)}
        for text in dict.fromkeys(list_other_texts(self._workbook)):
            if text not in known and not _TECHNICAL.fullmatch(text) and not self._is_own(text):
                yield _say(WORKBOOK_XLSX, "teksten", f"Programmet skriver ikke {quote(text)}")

    def find_wrong_document(self) -> Iterator[str]:
        """A Danish sentence for each part of the document that says something else than the page or the figures. Called
        once a package."""
        try:
            document = read_document(self._files.get(OVERVIEW_DOCX, b""))
        except (Malformed, IndexError):  # told by `find_wrong_numbers`
            return
        if document.foot != f"{document.parts[1].lines[0]}, {_name_half_year(self._package)}. Side 1 af 1":
            yield _say(OVERVIEW_DOCX, "sidefoden", "Den er ikke dokumentets")
        own: list[Part] = []
        for title, parts in _split_by_heading(document.parts):
            printed = self._printed_sections.get(simplify(title))
            if printed is None:
                own += parts
                continue
            told = [simplify(line) for part in parts for line in part.lines]
            captions = {simplify(part.caption) for part in parts if part.caption}
            if told != printed or not captions <= set(told):
                yield _say(OVERVIEW_DOCX, f"afsnittet {quote(title)}", "Det siger noget andet end siden")
        yield from self._find_foreign_lines([*own, Part("", tuple((text,) for text in document.about))])
        yield from self._find_wrong_goals(own)

    @cached_property
    def _printed_sections(self) -> dict[str, list[str]]:
        """The sections of the overview's page as they are printed, by their headings. Read for the document."""
        name = f"{self._package.half_year}/{OVERVIEW_HTML}"
        tree = next((page.tree for page in self._pages.pages if page.name == name), None)
        return {} if tree is None else list_printed_sections(tree)

    def _find_foreign_lines(self, parts: list[Part]) -> Iterator[str]:
        """A Danish sentence for each line of the document's own parts that stands on no page and is not the program's.
        Called once a package."""
        lines = dict.fromkeys(line for part in parts for line in (part.caption, *part.lines))
        for line in lines:
            plain = _NAMED_FIRST.sub("", line)
            if not _TECHNICAL.fullmatch(line) and not self._is_own(plain):
                yield _say(OVERVIEW_DOCX, "teksten", f"Hverken siderne eller programmet siger {quote(line)}")

    def _find_wrong_goals(self, parts: list[Part]) -> Iterator[str]:
        """A Danish sentence for each delmål of the document's own table with another verdict or reason than its figures
        give, and where the table has others than the plan. Called once a package."""
        facts = self._pages.facts
        goals = {
            row["name_da"]: row["delmaal_id"]
            for row in facts.plan["delmaal"]
            if facts.agreements.get(row["agreement_id"]) == "delaftale"
        }
        tables = [part for part in parts if part.is_table]
        rows = tables[0].rows if len(tables) == 1 else ((),)
        told = [row[0] for row in rows[1:]]
        if rows[0] != GOALS_HEADS or sorted(told) != sorted(goals) or tables[0].caption != GOALS_CAPTION:
            yield _say(OVERVIEW_DOCX, "tabellen over delmål", "Den har andre delmål eller kolonner end planens")
            return
        for name, _, verdict, why, _ in rows[1:]:
            reason, _, beside = why.partition("\n")
            notes = "\n".join(map(capitalise, list_goal_notes(goals[name], facts)))
            is_so = self._is_reason(goals[name], reason) and beside == notes
            if facts.judge("delmaal", goals[name]) != verdict or not is_so:
                yield _say(OVERVIEW_DOCX, f"delmålet {quote(name)}", "Vurderingen er ikke den, tallene giver")

    def _is_reason(self, goal: str, why: str) -> bool:
        """Whether what is said of why a delmål has its verdict has no reason but its figures'. Called for each row."""
        facts = self._pages.facts
        rows = [row for one in facts.list_judged("delmaal", goal) for row in facts.list_subjects(one)]
        reasons = re.findall(r"[Ff]ordi ((?:(?!, og »).)+?)\.?$", why) + re.findall(r"fordi (.+?), og »", why)
        return set(reasons) <= {row["reason"] for row in rows} | _REASONS_WITHOUT_FIGURE

    def _is_own(self, text: str) -> bool:
        """Whether each sentence of a text is one that the program writes, or stands on a page. Called for each text
        that is about no row."""
        return all(map(self._may_be_written, split_sentences(text)))

    def _may_be_written(self, sentence: str) -> bool:
        """Whether a sentence is one that the program writes; with a word of a verdict it must be so word for word, or
        be such words alone, or stand on a page. Called for each sentence."""
        corpus = self._pages.corpus
        if corpus.has_plainly(sentence) or corpus.has(sentence) or simplify(sentence) in self._page_sentences:
            return True
        if all(word.strip(" .").lower() in ALONE for word in sentence.split(",")):
            return True
        return corpus.covers(sentence) and not VERDICT_WORDS.search(corpus.without_names(sentence))

    @cached_property
    def _page_sentences(self) -> frozenset[str]:
        """Every text of the half-year's pages, and each sentence of it. The checks `tal` and `ord` hold them against
        the figures."""
        trees = [page.tree for page in self._pages.pages if page.tree is not None and not page.of_year]
        texts = {text for tree in trees for each in tree.walk() if each.name in _SAYING for text in _list_texts(each)}
        return frozenset(simplify(part) for text in texts for part in (text, *split_sentences(text)))


def _list_texts(element: Element) -> tuple[str, str]:
    """An element's text with and without that of blocks in it. Called for each element that says something."""
    return element.text, element.own_text


def _split_by_heading(parts: Sequence[Part]) -> Iterator[tuple[str, list[Part]]]:
    """The document's parts by the headings that they stand under, those before the first under "". Called once a
    package. A heading's own text is no part of what stands under it."""
    title, under = "", list[Part]()
    for part in parts:
        if part.style == "Heading1":
            yield title, under
            title, under = " ".join(part.lines), []
        else:
            under.append(part)
    yield title, under


def _name_half_year(package: Package) -> str:
    """The half-year as office files name it, with an ordinary space. Called for the feet of both files."""
    return format_half_year(package.half_year).replace("\u00a0", " ")


def _split(address: str) -> tuple[str, str, str]:
    """An address as indicator, window and area. Called for each row; windows may have a `/` in them."""
    indicator, _, rest = address.partition("/")
    window, _, area = rest.rpartition("/")
    return indicator, window, area


def _say(file: str, place: str, fault: str) -> str:
    """A problem as a Danish sentence. Called for each."""
    return f"{quote(file)}, {make_printable(place, 200)}: {fault}."


def _describe(failure: Failure) -> str:
    """A failure that auditor and verifier find alike, as a Danish sentence. Called for each."""
    place = ", ".join(part for part in (failure.place, failure.where) if part)
    return _say(failure.file, place, failure.fault[0].upper() + failure.fault[1:])


def check(package: Package, pages: PackagedPages) -> Outcome:
    """The check `kontorfiler`: whether the files for office programs say the same as indicators.csv, the plan and the
    pages, and nothing else. Called once for each package that is verified."""
    if _MAKER not in package.files:
        return Outcome(NAME, State.NOT_CHECKED, "Pakken er fra før udgivelsen havde regneark og dokument.")
    files = _OfficeFiles(package, pages)
    problems = [*files.find_missing(), *files.find_wrong_numbers(), *files.find_wrong_names()]
    problems += [*files.find_foreign_texts(), *files.find_wrong_document()]
    rows = format_count(len(files.list_rows()), "række siger", "rækker siger")
    return conclude(NAME, problems, f"{rows} det samme som indicators.csv, og dokumentet det samme som siderne.")

"""vurderinger: what is said of the figures of indicators.csv follows from the figures.

Each test is made anew where the published counts give it, bounded where they do not; each word follows from its p, its
family of tests and the printed difference, and has a reason exactly where no test was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hpanalysis.published.figures import Figure, format_address
from hpanalysis.published.names import CERTIFICATE_JSON, CORRECTIONS_CSV, DEFINITIONS_JSON, FIGURES_CSV, MONTHS_CSV
from hpanalysis.verify.opening.outcomes import Outcome, State, conclude, format_count, make_printable, quote
from hpanalysis.verify.opening.package import DATA, Package
from hpanalysis.verify.remake import (
    changes,
    coarse,
    course,
    development,
    distances,
    evidence,
    reasons,
    references,
    target,
    tested,
    words,
)
from hpanalysis.verify.remake.figures import Figures
from hpanalysis.verify.remake.formulas.limits import Range
from hpanalysis.verify.remake.looks import Looks
from hpanalysis.verify.remake.months import charts, month_sums
from hpanalysis.verify.remake.needs import columns as needs
from hpanalysis.verify.remake.tested import Tested
from hpanalysis.verify.remake.words import QUESTIONS, Question

NAME = "vurderinger"
# Where the package's own program declares the columns of indicators.csv.
_OWN_COLUMNS = f"{DATA}projekt/src/hpanalysis/tables/judged.py"
# Said of a package that was made before the definitions told what verdicts rest on.
_OLD = f"{quote(DEFINITIONS_JSON)} er fra før, den fortalte, hvad vurderinger bygger på, så de kan ikke laves igen."
# Said where the package's own program would have told it, so that somebody has taken it out.
_LEFT_OUT = f"{quote(DEFINITIONS_JSON)} mangler det, vurderinger bygger på, selv om pakkens program skriver det."
# This module, as it lies in a package whose program writes what verdicts rest on.
_OWN_SOURCE = f"{DATA}projekt/src/hpanalysis/verify/checks/judgements.py"


def _describe_cell(row: Figure, column: str) -> str:
    """The place of a cell of indicators.csv as a problem names it: file, row and column. Called for each problem."""
    return f"{quote(FIGURES_CSV)}, {make_printable(format_address(row.key))}: {quote(column)}"


def _find_wrong_words(figures: Figures, question: Question) -> Iterator[str]:
    """A Danish sentence for each row whose word does not follow from its p, family and difference, or whose reason
    stands where a verdict was given, or is missing where none was. Called once for each question."""
    for row, expected in words.make_words(figures, question):
        word, reason = row.cells[question.word], row.cells[question.reason]
        if word != expected:
            gives = "intet ord" if not expected else quote(expected)
            yield f"{_describe_cell(row, question.word)} er {quote(word)}, men tallene giver {gives}."
        elif bool(reason) != (word == words.NOT_JUDGEABLE):
            yield f"{_describe_cell(row, question.reason)} skal være udfyldt, netop hvor tallet ikke kan vurderes."
        elif reason and reason not in reasons.list_reasons(row, question.word, figures):
            yield f"{_describe_cell(row, question.reason)} er ikke det, som rækkens tal giver."


def _remake_tests(row: Figure, looks: Looks, figures: Figures) -> tuple[list[str], dict[str, Tested]]:
    """The columns of changes and effects that do not follow in a row, and what is known of its four tests, by their
    column of p. Called for each row. looks: at changes since the baseline. Of what was not delivered nothing is
    tested."""
    compared = list(references.list_wrong_columns(row, figures))
    if not figures.is_delivered(row):
        return compared, dict.fromkeys((question.p for question in QUESTIONS), tested.NO_TEST)
    before = figures.find_baseline(row)
    baseline = changes.remake_change_since_baseline(row, before, figures)
    year_before = changes.remake_change_since_year_before(row, figures.find_year_before(row), figures)
    derived = compared
    if _has_columns(row, coarse.COLUMNS):
        derived += coarse.list_wrong_columns(row, figures.get_indicator(row))
    if _has_columns(row, evidence.COLUMNS):
        derived += evidence.list_wrong_effects(row, before, baseline.correlations, figures)
    if _has_columns(row, course.COLUMNS):
        derived += course.list_wrong_columns(row, figures)
    if _has_columns(row, development.COLUMNS):
        derived += development.list_wrong_numbers(row, before, baseline.correlations, figures)
    if _has_columns(row, target.COLUMNS):
        derived += _list_wrong_distances(row, baseline.correlations, figures)
    if _has_columns(row, needs.COLUMNS):
        derived += needs.list_wrong_columns(row, baseline.correlations, looks, figures)
    return [*baseline.wrong, *year_before.wrong, *derived], {
        "municipality_p": tested.bound_p_versus_municipality(row, figures),
        "others_p": tested.bound_p_versus_others(row, figures),
        "change_p": baseline.p,
        "year_before_p": year_before.p,
    }


def _list_wrong_distances(row: Figure, correlations: Range, figures: Figures) -> list[str]:
    """The columns of a row's distances, to the rest of the municipality and to the line, that do not follow from the
    figures. Called for each row that was delivered. correlations: those of the row and its baseline."""
    line = distances.find_line(row, figures) if figures.is_followed(row) else None
    found = (
        distances.find_wrong_gap(row, figures),
        distances.find_wrong_line(row, line, correlations, figures),
        "municipality_p" if distances.is_gap_unlike_p(row, figures) else None,
    )
    return [column for column in found if column is not None]


def _has_columns(row: Figure, columns: Sequence[str]) -> bool:
    """Whether a row's table has these columns at all; one from before them has not. Asked of the rows of each
    package."""
    return set(columns) <= set(row.cells)


def _find_missing_columns(package: Package) -> Iterator[str]:
    """A Danish sentence for each column that the package's own program writes and its indicators.csv lacks. Called once
    for each package that is verified: without them a forger need only leave them out to have no verdict looked at."""
    header = set(next(iter(package.rows.values())).cells) if package.rows else set()
    declared = package.files.get(_OWN_COLUMNS, b"")
    declared_columns = (*coarse.COLUMNS, *evidence.COLUMNS, *course.COLUMNS, *development.COLUMNS)
    for column in (*declared_columns, *target.COLUMNS, *needs.COLUMNS):
        if column not in header and f'"{column}"'.encode() in declared:
            yield f"{quote(FIGURES_CSV)} mangler kolonnen {quote(column)}, som pakkens program skriver."


def _find_wrong_evidence(figures: Figures) -> Iterator[str]:
    """A Danish sentence for each prior, probability and word of evidence that does not follow from the published
    effects, and for each verdict on a target that does not follow from the row. Called once for each package that is
    verified; there is none in one from before the columns."""
    weighed = all(_has_columns(row, evidence.COLUMNS) for row in figures.rows.values())
    prior_sds = evidence.find_prior_sds(figures) if weighed else {}
    for row in figures.rows.values():
        if weighed:
            for column in evidence.list_wrong_columns(row, prior_sds, figures):
                yield f"{_describe_cell(row, column)} følger ikke af de udgivne ændringer."
        if _has_columns(row, target.COLUMNS):
            for column in target.list_wrong_columns(row, figures):
                yield f"{_describe_cell(row, column)} følger ikke af rækkens tal og ord."


def _find_wrong_developments(figures: Figures) -> Iterator[str]:
    """A Danish sentence for each word on a change beside the rest of the municipality's that does not follow from the
    row's numbers and the family of its p. Called once for each package that is verified; there is none in one from
    before the columns."""
    if not all(_has_columns(row, development.COLUMNS) for row in figures.rows.values()):
        return
    thresholds = words.find_thresholds(figures, development.P)
    for row in figures.rows.values():
        threshold = thresholds.get(words.name_family(row, figures), -1.0)
        for column in development.list_wrong_words(row, threshold, figures):
            yield f"{_describe_cell(row, column)} følger ikke af rækkens tal og ord."


def _check_tests(figures: Figures) -> tuple[list[str], int, int]:
    """A Danish sentence for each change, interval of a change and p that the published figures do not give; how many p
    were made anew, and how many could only be bounded. Called once for each package that is verified."""
    problems, remade, bounded = [], 0, 0
    looks = Looks(figures, "change_p")
    for row in figures.rows.values():
        wrong, tests = _remake_tests(row, looks, figures)
        problems += [f"{_describe_cell(row, column)} følger ikke af de to tal og deres antal." for column in wrong]
        for column, test in tests.items():
            if not test.allows(row.cells[column]):
                problems.append(f"{_describe_cell(row, column)} er ikke den p-værdi, som tallene giver.")
            remade += bool(row.cells[column]) and test.is_exact
            bounded += bool(row.cells[column]) and not test.is_exact
    return problems, remade, bounded


def _find_unlike_cells(figures: Figures) -> Iterator[str]:
    """A Danish sentence for each cell that tells otherwise of a window or an indicator than the other areas' rows do.
    Called once for each package that is verified."""
    for row, column in references.list_unlike_cells(figures):
        yield f"{_describe_cell(row, column)} er en anden end i de øvrige områders rækker."


def _find_wrong_months(package: Package, figures: Figures) -> Iterator[str]:
    """A Danish sentence for each cell of maanedstal.csv that the months' values do not give: limits, phases, rules and
    what they say; and for each window that lies outside its months. Called once for each package that is verified."""
    months = package.table(MONTHS_CSV)
    without = package.published_json(CERTIFICATE_JSON)["opgoerelsesperioder_uden_sammenhaeng"]
    # The months of a window that is corrected may stand as they were published.
    table = package.table(CORRECTIONS_CSV) if CORRECTIONS_CSV in package.published else []
    corrected = {(row["indicator_id"], row["window"], row["area_id"]) for row in table}
    for row in month_sums.find_windows_outside_months(figures, months, without):
        if row.key in corrected:
            continue
        yield f"{_describe_cell(row, 'value')} ligger uden for månedernes tal i {quote(MONTHS_CSV)}."
    for chart in charts.list_charts(months, package.definitions):
        for month, column in charts.find_wrong_columns(chart):
            place = make_printable("/".join((month["indicator_id"], month["month"], month["area_id"])))
            yield f"{quote(MONTHS_CSV)}, {place}: {quote(column)} følger ikke af månedernes tal."


def check(package: Package) -> Outcome:
    """The check `vurderinger`: whether the tests and the words of indicators.csv follow from its figures. Called once
    for each package that is verified. It fails with a sentence per cell that does not follow; it is not made of a
    package whose definitions do not tell what verdicts rest on."""
    if any(indicator.judging is None for indicator in package.definitions.indicators.values()):
        # The definitions in their first form would else be a way to have no word looked at.
        return (
            conclude(NAME, [_LEFT_OUT], "") if _OWN_SOURCE in package.files else Outcome(NAME, State.NOT_CHECKED, _OLD)
        )
    figures = Figures(package.rows, package.definitions)
    problems, remade, bounded = _check_tests(figures)
    has_courses = all(_has_columns(row, course.COLUMNS) for row in package.rows.values())
    questions = [*QUESTIONS, words.COURSE] if has_courses else QUESTIONS
    for question in questions:
        problems += _find_wrong_words(figures, question)
    problems += _find_missing_columns(package)
    problems += _find_unlike_cells(figures)
    problems += _find_wrong_evidence(figures)
    problems += _find_wrong_developments(figures)
    problems += _find_wrong_months(package, figures)
    given = sum(bool(row.cells[question.word]) for row in package.rows.values() for question in questions)
    return conclude(
        NAME,
        problems,
        f"{format_count(remade, 'p-værdi', 'p-værdier')} er regnet efter,"
        f" {format_count(bounded, 'kan kun afgrænses', 'kan kun afgrænses')}, og"
        f" {format_count(given, 'ord', 'ord')} følger af dem.",
    )

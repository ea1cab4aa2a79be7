"""A figure by itself: is there a whole number of persons that gives its percentage at the printed n (GRIM)?

Example: 16,7 pct. of 6 persons is 1 person; 17,0 pct. of 6 persons is nobody's share, and is reported with what the
nearest counts give: 1 of 6 is 16,7 pct. and 2 of 6 is 33,3 pct.
"""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import CheckResult, Finding, FindingKind, find_smallest_group
from hpanalysis.audit_table.table.known import Known
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, compute_percentage, find_possible_counts
from hpanalysis.tables import Answer


def _describe_nearest(figure: PrintedFigure) -> tuple[str, int | None]:
    """Say in Danish what percentages the whole counts just below and above the printed percentage would give. Called by
    `_report_no_count` for a percentage that no whole count gives, with an n above 0. The second result is the smallest
    group of persons that the sentence gives away, None if none."""
    n, exact = figure.size, figure.number.value * figure.size / 100
    below = min(max(int(exact), 0), n)
    nearest = [count for count in (below, below + 1) if count <= n]
    shares = [
        words.describe_counts_out_of(PossibleCounts(count, count), n, figure.number.decimals) for count in nearest
    ]
    return f"De nærmeste er {danish.join_words(shares)}.", find_smallest_group((count, n) for count in nearest)


def _report_no_count(figure: PrintedFigure, known: Known) -> Finding:
    """Make the finding for a percentage that no whole number of persons gives at the printed n. Called by `check` for
    each such figure of the audited table."""
    start = f"{words.name_figure(figure, known)} er trykt som {words.describe_value(figure, known)} personer."
    if figure.n == 0:
        return _contradict(figure, f"{start} Af ingen personer er der ingen procent.")
    assumed = "" if figure.indicator in known.indicators else "Indikatoren kendes ikke og er læst som en procentdel. "
    why = f"{assumed}Intet helt antal personer af {danish.format_number(figure.size)} giver den procent."
    derived, least = _describe_nearest(figure)
    return _contradict(figure, f"{start} {why}", derived, least)


def _contradict(figure: PrintedFigure, reasoning: str, derived: str = "", least: int | None = None) -> Finding:
    """Make the finding that this one percentage or count cannot be true; called by the checks of this module. derived:
    the Danish sentence on what follows from the figure; least: the fewest persons that it gives away, None if none."""
    return Finding(
        kind=FindingKind.NO_COUNT,
        answer=Answer.CONTRADICTED,
        cells=(figure.cell(),),
        reasoning=reasoning,
        derived=derived,
        least=least,
    )


def _report_count(figure: PrintedFigure, known: Known, count: int, possible: PossibleCounts) -> Finding:
    """Make the finding for a printed count that does not give the printed percentage at the printed n. Called by
    `check`. count: the printed one. possible: the counts that do give the percentage."""
    share = danish.format_exactly(compute_percentage(count, figure.size, figure.number.decimals))
    reasoning = (
        f"{words.name_figure(figure, known)} er trykt som {words.describe_value(figure, known)} personer og som "
        f"antallet {danish.format_number(count)}. Antallet giver {share} pct."
    )
    return Finding(
        kind=FindingKind.COUNT_DIFFERS,
        answer=Answer.CONTRADICTED,
        cells=(figure.cell(), figure.cell("count_as_printed")),
        reasoning=reasoning,
        must_be=f"Er procenten og nævneren rigtige, må antallet være {words.describe_counts(possible)}.",
        least=find_smallest_group((end, figure.size) for end in possible.ends),
    )


def _report_excess(figure: PrintedFigure, known: Known, count: int) -> Finding:
    """Make the finding for a printed count that is greater than the printed n; called by `check`, which holds each
    figure of the audited table against whole numbers of persons."""
    reasoning = (
        f"{words.name_figure(figure, known)} er trykt som antallet {danish.format_number(count)} ud af "
        f"{danish.format_number(figure.size)}. En del kan ikke være større end det hele."
    )
    return Finding(
        kind=FindingKind.PART_EXCEEDS,
        answer=Answer.CONTRADICTED,
        cells=(figure.cell("count_as_printed"), figure.cell("n_as_printed")),
        reasoning=reasoning,
    )


def check(figure: PrintedFigure, known: Known) -> CheckResult:
    """Check one printed percentage, with its n and count, against whole numbers of persons (the GRIM test). Called for
    each figure of the audited table, and of context files of the same form. The result is empty for a figure that
    cannot be checked so: without a value or an n, of a weighted survey, or no share. A known share outside 0 to 100 is
    a finding without an n too."""
    if figure.value is None or known.why_no_persons(figure.indicator):
        return CheckResult([], [])
    is_known = figure.indicator in known.indicators
    if is_known and (figure.value.greatest < 0 or figure.value.least > 100):
        reasoning = (
            f"{words.name_figure(figure, known)} er trykt som "
            f"{words.describe_value(figure, known)} En andel af personer ligger fra 0 til 100 pct."
        )
        return CheckResult([_contradict(figure, reasoning)], [])
    # A figure of an unknown indicator outside 0 to 100 need not be a percentage at all.
    if figure.n is None or (not is_known and not 0 <= figure.value.value <= 100):
        return CheckResult([], [])
    if figure.count is not None and figure.count > figure.n:
        return CheckResult([_report_excess(figure, known, figure.count)], [])
    possible = find_possible_counts(figure.value, figure.n)
    if not possible:
        return CheckResult([_report_no_count(figure, known)], [])
    if figure.count is not None and figure.count not in possible:
        return CheckResult([_report_count(figure, known, figure.count, possible)], [])
    return CheckResult([], [FindingKind.NO_COUNT])


def check_whole(figure: PrintedFigure, known: Known) -> list[Finding]:
    """Report a count of cases that is printed with decimals or below 0; no finding for any other figure. Called by
    `audit._check_figures` for each figure, after `check`."""
    if not known.is_count(figure.indicator) or figure.value is None:
        return []
    if figure.value.value == figure.value.value.to_integral_value() and figure.value.value >= 0:
        return []
    reasoning = (
        f"{words.name_figure(figure, known)} er et antal, men er "
        f"trykt som {figure.value}. Et antal er et helt tal, 0 eller større."
    )
    return [_contradict(figure, reasoning)]

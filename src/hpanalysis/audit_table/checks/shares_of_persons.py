"""A figure by itself: is there a whole number of persons that gives its percentage at the printed n (GRIM)?"""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.audit_table.table import words
from hpanalysis.audit_table.table.figures import PrintedFigure
from hpanalysis.audit_table.table.findings import Finding, FindingKind, find_smallest_group
from hpanalysis.audit_table.table.known import Known
from hpanalysis.audit_table.table.possible_counts import PossibleCounts, compute_percentage, find_possible_counts
from hpanalysis.tables import Answer


def _describe_nearest(figure: PrintedFigure) -> tuple[str, int | None]:
    """What the counts on either side of the printed percentage give, and the smallest group they tell of."""
    n, exact = figure.n, figure.value.value * figure.n / 100
    below = min(max(int(exact), 0), n)
    tried = [count for count in (below, below + 1) if count <= n]
    said = [words.describe_counts_out_of(PossibleCounts(count, count), n, figure.value.decimals) for count in tried]
    return f"De nærmeste er {danish.join_words(said)}.", find_smallest_group((count, n) for count in tried)


def _report_no_count(figure: PrintedFigure, known: Known) -> Finding:
    assumed = "" if figure.indicator in known.indicators else "Indikatoren kendes ikke og er læst som en procentdel. "
    start = f"{words.name_figure(figure, known)} er trykt som {words.describe_value(figure, known)} personer."
    if figure.n == 0:
        return Finding(
            FindingKind.NO_COUNT,
            Answer.CONTRADICTED,
            (figure.cell(),),
            f"{start} Af ingen personer er der ingen procent.",
        )
    derived, least = _describe_nearest(figure)
    why = f"{assumed}Intet helt antal personer af {danish.format_number(figure.n)} giver den procent."
    return Finding(FindingKind.NO_COUNT, Answer.CONTRADICTED, (figure.cell(),), f"{start} {why}", derived, "", least)


def _report_count(figure: PrintedFigure, known: Known, possible: PossibleCounts) -> Finding:
    share = danish.format_exactly(compute_percentage(figure.count, figure.n, figure.value.decimals))
    reasoning = (
        f"{words.name_figure(figure, known)} er trykt som {words.describe_value(figure, known)} personer og som antallet "
        f"{danish.format_number(figure.count)}. Antallet giver {share} pct."
    )
    must_be = f"Er procenten og nævneren rigtige, må antallet være {words.describe_counts(possible)}."
    least = find_smallest_group((count, figure.n) for count in (possible.least, possible.greatest))
    cells = (figure.cell(), figure.cell("count_as_printed"))
    return Finding(FindingKind.COUNT_DIFFERS, Answer.CONTRADICTED, cells, reasoning, "", must_be, least)


def _report_excess(figure: PrintedFigure, known: Known) -> Finding:
    reasoning = (
        f"{words.name_figure(figure, known)} er trykt som antallet "
        f"{danish.format_number(figure.count)} ud af {danish.format_number(figure.n)}. "
        "En del kan ikke være større end det hele."
    )
    cells = (figure.cell("count_as_printed"), figure.cell("n_as_printed"))
    return Finding(FindingKind.PART_EXCEEDS, Answer.CONTRADICTED, cells, reasoning)


def _check_bounds(figure: PrintedFigure, known: Known) -> Finding | None:
    """A share of persons under 0 or over 100 pct., whatever its n; an unknown indicator need not be a share."""
    if figure.indicator not in known.indicators or (figure.value.greatest >= 0 and figure.value.least <= 100):
        return None
    reasoning = (
        f"{words.name_figure(figure, known)} er trykt som "
        f"{words.describe_value(figure, known)} En andel af personer ligger fra 0 til 100 pct."
    )
    return Finding(FindingKind.NO_COUNT, Answer.CONTRADICTED, (figure.cell(),), reasoning)


def check(figure: PrintedFigure, known: Known) -> Finding | bool | None:
    """The figure's finding; None where it holds; False where it cannot be held against whole persons."""
    if figure.value is None or known.why_no_persons(figure.indicator):
        return False
    if (beyond := _check_bounds(figure, known)) is not None:
        return beyond
    if figure.n is None:
        return False
    if figure.indicator not in known.indicators and not 0 <= figure.value.value <= 100:
        return False
    if figure.count is not None and figure.count > figure.n:
        return _report_excess(figure, known)
    possible = find_possible_counts(figure.value, figure.n)
    if not possible:
        return _report_no_count(figure, known)
    if figure.count is not None and figure.count not in possible:
        return _report_count(figure, known, possible)
    return None


def check_whole(figure: PrintedFigure, known: Known) -> Finding | None:
    """A count of cases that is printed with decimals."""
    if not known.is_count(figure.indicator) or figure.value is None:
        return None
    if figure.value.value == figure.value.value.to_integral_value() and figure.value.value >= 0:
        return None
    reasoning = (
        f"{words.name_figure(figure, known)} er et antal, men er "
        f"trykt som {figure.value}. Et antal er et helt tal, 0 eller større."
    )
    return Finding(FindingKind.NO_COUNT, Answer.CONTRADICTED, (figure.cell(),), reasoning)

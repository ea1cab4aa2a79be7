"""The Danish of outcomes: what a row tells of the participants and of others like them. A conclusion has the closed
words of `tables.Concluded` and `tables.NotCompared` and no others, and nothing says that an activity was the cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.definitions.model import Indicator
from hpanalysis.report import numbers
from hpanalysis.report.participants.outcome_rows import BalanceRow, OutcomeRow
from hpanalysis.tables import Concluded, OutcomeStatus

NOT_TOLD = {
    OutcomeStatus.HIDDEN: "Hvordan det gik deltagerne, er diskretioneret, for de er få, eller få af dem "
    "adskiller sig fra de andre.",
    OutcomeStatus.NOBODY_YET: "Ingen er målt endnu: Tallene for det halve år, efter at nogen begyndte, er ikke "
    "leveret.",
}
# How participants are compared, and what that cannot show; the same for every activity.
DESIGN = (
    "Deltagerne er holdt op mod personer, der er i samme målgruppe og ikke deltager i nogen aktivitet med samme "
    "udfald. Hver deltager er holdt op mod dem, der ligner: samme måned, omtrent samme tal i halvåret før, samme køn, "
    "samme alder og, hvor der er nok, samme boligområde. Forskellen er deltagernes ændring minus de lignendes, fra det "
    "halve år før til det halve år efter (matchet difference-in-differences). Intervallerne om forskellene er så "
    "brede, at de holder for alle halvårets sammenligninger på én gang.",
    "Det er ikke lodtrækning. Hvem der deltager, afgøres af dem selv og af dem, der henviser, og deltagere kan være "
    "forskellige fra andre på det, som udtrækkene ikke kender, som helbred og lyst til at deltage. Derfor kan "
    "sammenligningen ikke vise, hvad der er årsagen til en forskel. Deltagere, som i længere tid har haft det sværere "
    "end de andre, kan se ud til at klare sig dårligere, end de gør.",
    "Der er kun sammenlignet, når der er nok deltagere og nok, der ligner dem, når de to grupper er ens på alt det, de "
    "er udvalgt efter (højst en tiendedel standardafvigelse fra hinanden, grænsen i diagrammet), og når det gik dem "
    "ens, allerede før nogen begyndte. Ellers står der, hvorfor der ikke er sammenlignet.",
)
_COVARIATES = {"koen": "køn", "area_id": "boligområde", "age": "alder", "before": "tallet før"}
OVER_ALL = "over 1"  # a difference before matching that is beyond the last class


def name_covariate(row: BalanceRow) -> str:
    """What the two sides are alike in: `køn`, `tallet før`. Called for each row of the balance."""
    return _COVARIATES.get(row.covariate, row.covariate)


def format_at_most(number: Decimal | None) -> str:
    """A standardised difference as far as it is told: `højst 0,25`; `over 1` for None. Called for each."""
    return OVER_ALL if number is None else f"højst {danish.format_exactly(number.normalize())}"


def _format_span(low: Decimal | None, high: Decimal | None, indicator: Indicator) -> str:
    """An interval after its number: ` (−3,9 til −0,3)`; "" where there is none. Called for each number with one."""
    return "" if low is None or high is None else f" ({numbers.format_span(low, high, indicator)})"


def state_change(row: OutcomeRow, indicator: Indicator) -> str:
    """The participants' number before and after: `På kontanthjælp: I gennemsnit 62,1 pct. i det halve år før og 48,0
    pct. i det halve år efter, en ændring på −14,1 procentpoint (−20,0 til −8,2).` Called for each outcome that is
    shown."""
    assert row.before is not None and row.after is not None and row.change is not None  # it is shown
    before, after = (numbers.format_in_text(number, indicator) for number in (row.before, row.after))
    change = numbers.format_signed_difference(row.change, indicator)
    span = _format_span(row.change_lo, row.change_hi, indicator)
    return (
        f"{indicator.label}: I gennemsnit {before} i det halve år før og {after} i det halve år efter, en ændring på "
        f"{change}{span}."
    )


def _format_month(month: str) -> str:
    """A month of a row in words: `august 2025`. Called for both ends of the months that the participants began in."""
    return danish.format_month(date.fromisoformat(f"{month}-01"))


def tell_who(row: OutcomeRow) -> str:
    """Whom the numbers are of, at least how many and when they began. Called for each outcome that is shown."""
    when = f"i {_format_month(row.first_month)}"
    if row.last_month != row.first_month:
        when = f"fra {_format_month(row.first_month)} til {_format_month(row.last_month)}"
    assert row.persons_at_least is not None  # it is shown
    least = danish.format_number(row.persons_at_least)
    return f"Tallene er gennemsnit for mindst {least} deltagere, der begyndte {when}."


def find_expected(row: OutcomeRow) -> Decimal | None:
    """The change that was to be expected of others with the same number before; None where it is not known, and where
    the participants may not be held against others: beside their change it would be read as such a comparison. Called
    for the sentence and for the drawing."""
    return None if row.concluded is Concluded.NOT_COMPARED else row.expected


def state_expected(row: OutcomeRow, indicator: Indicator, condition: str) -> str:
    """What was to be expected of others with the same number before, and that a bad number often gets better by itself,
    where the participants were chosen for one; "" where neither is said. Called for each outcome that is shown.
    condition: the activity's, as the plan prints it; "" for none."""
    told = []
    if condition:
        told.append(
            f"Deltagerne er valgt efter et vilkår: {condition}. Et tal, der er dårligt, når nogen bliver valgt, bliver "
            "ofte bedre af sig selv."
        )
    if (expected := find_expected(row)) is not None:
        change = numbers.format_signed_difference(expected, indicator)
        told.append(f"Blandt de lignende ikke-deltagere var ændringen {change}.")
    return " ".join(told)


def state_conclusion(row: OutcomeRow, indicator: Indicator) -> str:
    """What may be concluded, in the closed words, with the difference and its interval; why nothing may. Called for
    each outcome."""
    if row.concluded is None:
        return NOT_TOLD.get(row.status, "")
    if row.concluded is Concluded.NOT_COMPARED:
        because = "" if row.reason is None else f", fordi {row.reason.value}"
        hidden = "" if row.is_shown else f" {NOT_TOLD[row.status]}"
        return f"Det {row.concluded.value}{because}.{hidden}"
    assert row.difference is not None and row.difference_lo is not None and row.difference_hi is not None
    told = numbers.format_signed_difference(row.difference, indicator)
    difference = f"{told}{_format_span(row.difference_lo, row.difference_hi, indicator)}"
    if row.concluded is Concluded.NO_DIFFERENCE:
        most = max(abs(row.difference_lo), abs(row.difference_hi))
        largest = numbers.format_difference(most, indicator)
        words = danish.capitalise(row.concluded.value)
        return f"{words}; en forskel under {largest} kan ikke udelukkes. Forskellen i ændring var {difference}."
    return f"Det {row.concluded.value}. Forskellen i ændring var {difference}."


def state_placebo(row: OutcomeRow, indicator: Indicator) -> str:
    """The same difference before anybody began; "" where it is not told. Called for each comparison."""
    if row.placebo is None:
        return ""
    told = numbers.format_signed_difference(row.placebo, indicator)
    span = _format_span(row.placebo_lo, row.placebo_hi, indicator)
    return (
        f"Prøven: Opgjort på samme måde, før nogen begyndte, var forskellen {told}{span}. Er de to grupper ens, er den "
        "omkring nul."
    )


def state_e_value(row: OutcomeRow, indicator: Indicator) -> str:
    """How strong something unknown would have to be to give the difference alone; "" where no difference was seen.
    Called for each comparison."""
    if row.concluded not in (Concluded.BETTER, Concluded.WORSE) or row.e_value is None:
        return ""
    told = danish.format_number(row.e_value, indicator.decimals)
    limit = ""
    if row.e_value_of_limit is not None:
        least = danish.format_number(row.e_value_of_limit, indicator.decimals)
        limit = f"; {least} gange for at bringe intervallet til nul"
    return (
        "Noget ukendt kunne alene give forskellen, hvis det gjorde både det at deltage og udfaldet mindst "
        f"{told} gange så hyppigt (E-værdien{limit})."
    )


def state_smallest(row: OutcomeRow, indicator: Indicator) -> str:
    """The smallest difference that would mostly have been seen; "" where nothing is compared. Called for each
    comparison."""
    if row.smallest is None:
        return ""
    smallest = numbers.format_difference(row.smallest, indicator)
    return f"En forskel på {smallest} eller mere ville være set med 80 pct. sandsynlighed."


def state_elsewhere(row: OutcomeRow) -> str:
    """How many took part in something else with the same outcome near the same time. Called for each outcome that is
    shown."""
    other = "nær samme tid i en anden aktivitet med samme udfald"
    if row.elsewhere is None:
        return f"Hvor mange af dem der begyndte {other}, kan ikke vises."
    if row.elsewhere == 0:
        return f"Ingen eller næsten ingen af dem begyndte {other}."
    return f"Omkring {danish.format_number(row.elsewhere)} pct. af dem begyndte {other}."


def state_before(row: OutcomeRow) -> str:
    """What was concluded in an earlier half-year: `2. halvår 2025: ingen forskel kunne ses`, or why nothing was. Called
    for each."""
    told = row.status.value if row.concluded is None else row.concluded.value
    because = "" if row.reason is None else f", fordi {row.reason.value}"
    return f"{danish.format_half_year(row.half_year)}: {told}{because}."


def count_concluded(rows: Sequence[OutcomeRow]) -> str:
    """Of how many activities something may be concluded, for the top; "" where none aims at an outcome. rows: of all
    that do."""
    if not rows:
        return ""
    may = sum(row.concluded not in (None, Concluded.NOT_COMPARED) for row in rows)
    noun = "aktivitet" if len(rows) == 1 else "aktiviteter"
    told = "ingen" if may == 0 else danish.spell_count(may)
    return (
        "Hvordan det gik deltagerne, kan holdes op mod lignende ikke-deltagere for "
        f"{told} af {danish.spell_count(len(rows))} {noun} med et udfald."
    )


def list_concluded(named: Iterable[tuple[str, OutcomeRow]]) -> list[str]:
    """A line for each conclusion that was reached: `Gik bedre end for lignende ikke-deltagere: Job til mor.` Called for
    the top. named: name and row of each activity with an outcome."""
    told = list(named)
    lines = []
    for word in (Concluded.BETTER, Concluded.WORSE, Concluded.NO_DIFFERENCE):
        names = [name for name, row in told if row.concluded is word]
        lines += [f"{danish.capitalise(word.value)}: {danish.join_words(names)}."] if names else []
    return lines

"""Why a printed baseline cannot be given: the arithmetic in plain Danish, one sentence or two each.

The sentences stand in AFVIGELSER.csv. n is a number of persons.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.danish import count_decimals
from hpanalysis.demo.calibration.arithmetic import round_share
from hpanalysis.plan import Plan, Printed


def format_number(value: Decimal | int) -> str:
    """A number as Danish text: `1.204` and `12,3`; below zero with a hyphen, because sums are written with a plain plus
    and minus. Called for every number in AFVIGELSER.csv, the demo's list of printed figures that it cannot give."""
    return danish.format_exactly(Decimal(value)).replace(danish.MINUS, "-")


def _format_sum(parts: Sequence[int | Decimal]) -> str:
    """A sum as `10 + 20 = 30`. Called by the sentences that compare parts with a whole, in AFVIGELSER.csv, the demo's
    list of printed figures that it cannot give."""
    return f"{' + '.join(format_number(p) for p in parts)} = {format_number(sum(parts))}"


def _format_share(count: int, n: int, places: int) -> str:
    """A share as `30 af 60, dvs. 50,0 pct.`. Called for the sentences on totals that cannot be met and on language
    results that leave another share, in AFVIGELSER.csv, the demo's list of printed figures that the synthetic extracts
    cannot give. n: the denominator, not 0. places: decimals."""
    return f"{format_number(count)} af {format_number(n)}, dvs. {format_number(round_share(count, n, places))} pct."


def explain_country() -> str:
    """The Danish reason why the demo does not give a printed figure: it is the whole country's, and no extract of
    persons covers the country. Called for such a row of the plan when AFVIGELSER.csv, the demo's list of deviations, is
    made, unless a table of LBF's (the national fund of social housing) covers the row."""
    return "Udtrækkene dækker kommunen og ikke hele landet, så ingen personer i dem kan give tallet."


def explain_not_delivered(window: str) -> str:
    """The Danish reason why the demo does not give a printed figure: no half-year delivers its window. Called, when all
    synthetic extracts are made, for a printed row that none of them has, for AFVIGELSER.csv, the demo's list of
    deviations. window: as the plan writes it, such as `2023`."""
    return f"Opgørelsesperioden {window} er ikke i de halvår, der er udtræk for."


def explain_total_size(plan: Plan, printed: int, sizes: Sequence[int]) -> str:
    """The Danish reason why the number printed for the areas' total is not given: it is not the sum of the areas.
    Called when the number of persons in each area is chosen. sizes: by area, in the plan's order. A difference of
    exactly one area's number is said to be that area's."""
    difference = sum(sizes) - printed
    text = f"Områdernes personer giver {_format_sum(sizes)}, men der er trykt {format_number(printed)}."
    missing = [area.name for area, n in zip(plan.areas, sizes, strict=True) if n == difference]
    if len(missing) == 1:
        text += f" Forskellen på {format_number(difference)} er netop tallet for {missing[0]}."
    return text


def explain_size_left_over(n: int, most: int, total: int, others: Sequence[int], left: int, *, copied: bool) -> str:
    """The Danish reason why an area does not get its printed number of persons: it is more than the area can have.

    Called, for AFVIGELSER.csv, when the printed total is shared out, and the area gets what the others leave of it. n:
    the printed number. most: the most that the area can have. total: the printed number of all areas. others: the
    numbers of the areas that are as printed. left: what the area gets. copied: whether the plan's row for the area
    repeats the municipality's value and number, which is how such a fault comes about.
    """
    text = f"Der er trykt {format_number(n)} personer, men området kan højst have {format_number(most)}."
    if copied:
        text += " Rækken er den samme som kommunens."
    others_have = f"De andre områder har {_format_sum(others)} af {format_number(total)} personer"
    return f"{text} {others_have}, så der er {format_number(left)} tilbage."


def explain_no_size(cell: Printed, least: int, limit: int) -> str:
    """The Danish reason that no whole count of the printed number of persons gives an area's printed share. Where no
    number is printed (`cell.n` is None): no whole count of any number from `least` to `limit` persons does. Called when
    the number of synthetic persons in an area is chosen. cell: the printed row."""
    value = format_number(cell.value)
    if cell.n is not None:
        return f"Intet helt antal af {format_number(cell.n)} personer giver {value} pct."
    return f"Intet helt antal giver {value} pct. af fra {format_number(least)} til {format_number(limit)} personer."


def explain_no_count(cell: Printed, n: int) -> str:
    """The Danish reason that no whole count of n persons gives a printed share. Called when synthetic counts are
    chosen."""
    return f"Intet muligt helt antal af {format_number(n)} giver {format_number(cell.value)} pct."


def explain_whole_below_parts(whole: int, parts: Sequence[int]) -> str:
    """The Danish reason, for AFVIGELSER.csv, that the synthetic areas together have more persons or cases than is
    printed for the municipality. Called when what the areas leave of the printed number is to go to the rest of the
    municipality, and it is below 0. whole: the printed number. parts: the areas'."""
    sum_of_areas, printed = _format_sum(parts), format_number(whole)
    return f"Områderne giver {sum_of_areas}, og det er flere end de {printed}, der er trykt for kommunen."


def explain_other_total(total: Printed, allowed: Sequence[range], sizes: Sequence[int]) -> str:
    """The Danish reason that the counts which each area's printed share allows cannot give the printed share of their
    total. Called when the synthetic counts of the areas are chosen. total: the printed row. allowed, sizes: by area,
    the counts that it may have (none of them empty) and its number of persons."""
    places, n = max(count_decimals(total.value), 1), sum(sizes)
    least = _format_share(sum(r.start for r in allowed), n, places)
    most = _format_share(sum(r.stop - 1 for r in allowed), n, places)
    reach = least if least == most else f"mindst {least} og højst {most}"
    return f"Områdernes trykte tal giver {reach}, men der er trykt {format_number(total.value)} pct."


def explain_total_out_of_reach(
    total: Printed, extremes: tuple[tuple[int, int], tuple[int, int]], limits: Sequence[int]
) -> str:
    """The Danish reason that no numbers of pupils in the areas give the printed total: it is below the least or above
    the greatest possible. Called when the number of synthetic pupils is chosen. extremes: the least and the greatest
    share, each as (count, size). limits: the children under 18 of each area, the most that its pupils can be."""
    places = count_decimals(total.value)
    least, greatest = extremes
    below = round_share(*greatest, places) < total.value
    word, extreme = ("højst", greatest) if below else ("mindst", least)
    children = ", ".join(format_number(n) for n in limits)
    return (
        f"Uanset hvor mange der er i hvert område, giver områdernes trykte tal {word} "
        f"{_format_share(*extreme, places)} samlet, men der er trykt {format_number(total.value)} pct. "
        f"Regnet med hele personer og ikke flere i et område, end det har børn under 18 år ({children})."
    )


def explain_parts_not_whole(values: Sequence[Decimal], counts: Sequence[int]) -> str:
    """The Danish reason why the printed share of a language result is given up: the three do not make 100 percent, so
    one gets what the others leave. Called for an area or the municipality. values, counts: the printed percentages and
    the counts given, with the result that gives way first in both."""
    n, places = sum(counts), max(count_decimals(v) for v in values)
    return (
        f"Delene giver {_format_sum(values)} pct., men skal give 100. Når de andre dele står ved magt, er der "
        f"{_format_share(counts[0], n, places)} tilbage."
    )


def explain_other_figure(count: Decimal | int, n: int | None) -> str:
    """What the synthetic persons give, in Danish, for a printed row that deviates for no reason known. Called when no
    other reason fits. count: the numerator. n: the denominator; None for a number of cases."""
    if n is None:
        return f"Personerne giver {format_number(count)}."
    return f"Personerne giver {format_number(count)} af {format_number(n)}."

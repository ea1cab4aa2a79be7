"""Why a printed baseline cannot be given: the arithmetic in plain Danish, one sentence or two each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hpanalysis import danish
from hpanalysis.demo.calibration.arithmetic import decimals, rounded
from hpanalysis.plan import Plan, Printed


def number(value: Decimal | int) -> str:
    """`1.204` and `12,3`; below zero with a hyphen, because sums are written with a plain plus and minus."""
    return danish.format_exactly(Decimal(value)).replace(danish.MINUS, "-")


def _sum(parts: Sequence[int | Decimal]) -> str:
    return f"{' + '.join(number(p) for p in parts)} = {number(sum(parts))}"


def country() -> str:
    return "Udtrækkene dækker kommunen og ikke hele landet, så ingen personer i dem kan give tallet."


def not_delivered(window: str) -> str:
    return f"Opgørelsesperioden {window} er ikke i de halvår, der er udtræk for."


def total_size(plan: Plan, printed: int, sizes: Sequence[int]) -> str:
    """The total's number is not the sum of the areas'; if just one area is missing, it is named."""
    difference = sum(sizes) - printed
    text = f"Områdernes personer giver {_sum(sizes)}, men der er trykt {number(printed)}."
    missing = [area.name for area, n in zip(plan.areas, sizes, strict=True) if n == difference]
    if len(missing) == 1:
        text += f" Forskellen på {number(difference)} er netop tallet for {missing[0]}."
    return text


def size_left_over(
    cell: Printed, total: Printed, whole: Printed | None, others: Sequence[int], left: int, limit: int
) -> str:
    """An area's printed number is not to be had, so it gets what the total leaves. whole: the municipality's row."""
    copied = whole is not None and (whole.n, whole.value) == (cell.n, cell.value)
    most = min(limit, total.n)
    text = f"Der er trykt {number(cell.n)} personer, men området kan højst have {number(most)}."
    if copied:
        text += " Rækken er den samme som kommunens."
    others_have = f"De andre områder har {_sum(others)} af {number(total.n)} personer"
    return f"{text} {others_have}, så der er {number(left)} tilbage."


def no_size(cell: Printed, least: int, limit: int) -> str:
    if cell.n is not None:
        return f"Intet helt antal af {number(cell.n)} personer giver {number(cell.value)} pct."
    return f"Intet helt antal giver {number(cell.value)} pct. af fra {number(least)} til {number(limit)} personer."


def no_count(cell: Printed, n: int) -> str:
    return f"Intet muligt helt antal af {number(n)} giver {number(cell.value)} pct."


def whole_below_parts(whole: int, parts: Sequence[int]) -> str:
    return f"Områderne giver {_sum(parts)}, og det er flere end de {number(whole)}, der er trykt for kommunen."


def _share(count: int, n: int, places: int) -> str:
    return f"{number(count)} af {number(n)}, dvs. {number(rounded(count, n, places))} pct."


def parts_give_other_total(total: Printed, allowed: Sequence[range], sizes: Sequence[int]) -> str:
    least, most = sum(r.start for r in allowed), sum(r.stop - 1 for r in allowed)
    places, n = max(decimals(total.value), 1), sum(sizes)
    if least == most:
        return f"Områdernes trykte tal giver {_share(least, n, places)}, men der er trykt {number(total.value)} pct."
    return (
        f"Områdernes trykte tal giver mindst {_share(least, n, places)} og højst {_share(most, n, places)}, "
        f"men der er trykt {number(total.value)} pct."
    )


def total_out_of_reach(total: Printed, ends: tuple[tuple[int, int], tuple[int, int]], limits: Sequence[int]) -> str:
    """No sizes of the areas give the total: the two extremes over all sizes lie beside it."""
    places = decimals(total.value)
    below = rounded(*ends[1], places) < total.value
    word, end = ("højst", ends[1]) if below else ("mindst", ends[0])
    children = ", ".join(number(n) for n in limits)
    return (
        f"Uanset hvor mange der er i hvert område, giver områdernes trykte tal {word} {_share(*end, places)} samlet, "
        f"men der er trykt {number(total.value)} pct. "
        f"Regnet med hele personer og ikke flere i et område, end det har børn under 18 år ({children})."
    )


def parts_not_whole(values: Sequence[Decimal], given: Sequence[int]) -> str:
    """The categories of all persons do not make 100 percent."""
    n, places = sum(given), max(decimals(v) for v in values)
    return (
        f"Delene giver {_sum(values)} pct., men skal give 100. Når de andre dele står ved magt, er der "
        f"{_share(given[0], n, places)} tilbage."
    )


def other_figure(count: int, n: int | None) -> str:
    """What the persons give beside the printed, where nothing more is known."""
    return f"Personerne giver {number(count)}." if n is None else f"Personerne giver {number(count)} af {number(n)}."

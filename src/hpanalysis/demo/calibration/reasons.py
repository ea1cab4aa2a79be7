"""Why a printed baseline cannot be given: the arithmetic in plain Danish, one sentence or two each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hpanalysis.demo.calibration.arithmetic import count_decimals, round_figure
from hpanalysis.plan import Plan, Printed


def format_number(value: Decimal | int) -> str:
    """A number as Danish prints it: 1.204 and 12,3."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def _format_sum(parts: Sequence[int | Decimal]) -> str:
    return f"{' + '.join(format_number(p) for p in parts)} = {format_number(sum(parts))}"


def explain_country() -> str:
    return "Udtrækkene dækker kommunen og ikke hele landet, så ingen personer i dem kan give tallet."


def explain_not_delivered(window: str) -> str:
    return f"Opgørelsesperioden {window} er ikke i de halvår, der er udtræk for."


def explain_total_size(plan: Plan, printed: int, sizes: Sequence[int]) -> str:
    """The total's number is not the sum of the areas'; if just one area is missing, it is named."""
    difference = sum(sizes) - printed
    text = f"Områdernes personer giver {_format_sum(sizes)}, men der er trykt {format_number(printed)}."
    missing = [area.name for area, n in zip(plan.areas, sizes, strict=True) if n == difference]
    if len(missing) == 1:
        text += f" Forskellen på {format_number(difference)} er netop tallet for {missing[0]}."
    return text


def explain_size_left_over(
    cell: Printed, total: Printed, whole: Printed | None, others: Sequence[int], left: int, limit: int
) -> str:
    """An area's printed number is not to be had, so it gets what the total leaves. whole: the municipality's row."""
    copied = whole is not None and (whole.n, whole.value) == (cell.n, cell.value)
    most = min(limit, total.n)
    text = f"Der er trykt {format_number(cell.n)} personer, men området kan højst have {format_number(most)}."
    if copied:
        text += " Rækken er den samme som kommunens."
    others_have = f"De andre områder har {_format_sum(others)} af {format_number(total.n)} personer"
    return f"{text} {others_have}, så der er {format_number(left)} tilbage."


def explain_no_size(cell: Printed, least: int, limit: int) -> str:
    if cell.n is not None:
        return f"Intet helt antal af {format_number(cell.n)} personer giver {format_number(cell.value)} pct."
    return f"Intet helt antal giver {format_number(cell.value)} pct. af fra {format_number(least)} til {format_number(limit)} personer."


def explain_no_count(cell: Printed, n: int) -> str:
    return f"Intet muligt helt antal af {format_number(n)} giver {format_number(cell.value)} pct."


def explain_whole_below_parts(whole: int, parts: Sequence[int]) -> str:
    return f"Områderne giver {_format_sum(parts)}, og det er flere end de {format_number(whole)}, der er trykt for kommunen."


def _format_share(count: int, n: int, places: int) -> str:
    return f"{format_number(count)} af {format_number(n)}, dvs. {format_number(round_figure(count, n, places))} pct."


def explain_other_total(total: Printed, allowed: Sequence[range], sizes: Sequence[int]) -> str:
    least, most = sum(r.start for r in allowed), sum(r.stop - 1 for r in allowed)
    places, n = max(count_decimals(total.value), 1), sum(sizes)
    if least == most:
        return f"Områdernes trykte tal giver {_format_share(least, n, places)}, men der er trykt {format_number(total.value)} pct."
    return (
        f"Områdernes trykte tal giver mindst {_format_share(least, n, places)} og højst {_format_share(most, n, places)}, "
        f"men der er trykt {format_number(total.value)} pct."
    )


def explain_total_out_of_reach(
    total: Printed, ends: tuple[tuple[int, int], tuple[int, int]], limits: Sequence[int]
) -> str:
    """No sizes of the areas give the total: the two extremes over all sizes lie beside it."""
    places = count_decimals(total.value)
    below = round_figure(*ends[1], places) < total.value
    word, end = ("højst", ends[1]) if below else ("mindst", ends[0])
    children = ", ".join(format_number(n) for n in limits)
    return (
        f"Uanset hvor mange der er i hvert område, giver områdernes trykte tal {word} {_format_share(*end, places)} samlet, "
        f"men der er trykt {format_number(total.value)} pct. "
        f"Regnet med hele personer og ikke flere i et område, end det har børn under 18 år ({children})."
    )


def explain_parts_not_whole(values: Sequence[Decimal], given: Sequence[int]) -> str:
    """The categories of all persons do not make 100 percent."""
    n, places = sum(given), max(count_decimals(v) for v in values)
    return (
        f"Delene giver {_format_sum(values)} pct., men skal give 100. Når de andre dele står ved magt, er der "
        f"{_format_share(given[0], n, places)} tilbage."
    )


def explain_other_figure(count: int, n: int | None) -> str:
    """What the persons give beside the printed, where nothing more is known."""
    return (
        f"Personerne giver {format_number(count)}."
        if n is None
        else f"Personerne giver {format_number(count)} af {format_number(n)}."
    )

"""The fixed agenda of a meeting: under each item what lies ready, with a link to it."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import tag
from hpanalysis.report.progress import economy_table
from hpanalysis.report.progress.standing_marks import count_standing
from hpanalysis.report.site import navigation
from hpanalysis.report.year import year_hours, year_links
from hpanalysis.report.year_publication import Year

_PROGRESS = "fremdrift.html"


def _tell_progress(year: Year) -> list[object]:
    """What lies ready on promises: how many are behind or not reported. Called for the item on progress."""
    lines = year.followed.promises
    behind, silent = count_standing(lines, "BEHIND"), count_standing(lines, "NOT_REPORTED")
    return [
        f"Leverancer, der er bagud: {behind}. Leverancer, der ikke er meldt: {silent}. ",
        tag("a", "Fremdrift", href=_PROGRESS),
    ]


def _tell_news(year: Year) -> list[object]:
    """What the members bring themselves. Called for the item on their news."""
    return ["Deltagerne bringer det selv. Hvem der har leveret data til mødet, står under »Leveres før mødet«."]


def _tell_coordination(year: Year) -> list[object]:
    """What must be coordinated: milestones whose day is past, and irregularities that the board was not told of. Called
    for the item on coordination."""
    overdue = sum(one.state.name == "OVERDUE" for one in year.followed.milestones)
    untold = sum(one.passed_on is None for one in year.followed.irregularities)
    return [
        f"Overskredne milepæle: {overdue}. Uregelmæssigheder, der ikke er meddelt bestyrelsen: {untold}. ",
        tag("a", "Milepæle", href=f"{_PROGRESS}#milepaele"),
    ]


def _tell_monitoring(year: Year) -> list[object]:
    """Which reports lie published, and how many goals the board has not dealt with in the year. Called for the item on
    monitoring."""
    half, missed = year.release.half_year, sum(not one.by_board for one in year.followed.goals)
    words = f"Rapporterne for {danish.format_half_year(half)}"
    return [
        f"Mål, som bestyrelsen ikke har behandlet i året: {missed}. ",
        tag("a", words, href=year_links.make_href(half, navigation.INDEX)),
    ]


def _tell_management(year: Year) -> list[object]:
    """That the management report is not made here. Called for that item."""
    return ["Ledelsesrapporten laves ikke her; sekretariatet skriver den."]


def _tell_economy(year: Year) -> list[object]:
    """What is known of the economy: the budget, and the partners' hours. Called for that item."""
    return [
        f"{economy_table.summarise_economy(year)} {year_hours.summarise_hours(year)} ",
        tag("a", "Økonomi", href=f"{_PROGRESS}#oekonomi"),
    ]


_READY: dict[str, Callable[[Year], list[object]]] = {
    "fremdriftsrapport": _tell_progress,
    "nyt fra deltagerne": _tell_news,
    "koordinering": _tell_coordination,
    "monitorering": _tell_monitoring,
    "ledelsesrapport": _tell_management,
    "økonomi": _tell_economy,
}


def describe_item(year: Year, item: str) -> Markup:
    """What lies ready for an item of a fixed agenda; for one that another plan has, that nothing is made for it here.
    Called for each item. item: the plan's own word, of governance.csv."""
    tell = _READY.get(item)
    return tag("span", tell(year) if tell else "Der laves intet til punktet her.")

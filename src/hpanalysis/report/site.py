"""The pages of a half-year and what stands around each: bands, navigation, footer."""

from __future__ import annotations

from dataclasses import dataclass

from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.report import periods
from hpanalysis.report.page import title
from hpanalysis.report.release import Release
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace

INDEX, DATA = "index", "indicators.csv"

_SYNTHETIC = (
    "Syntetiske data.",
    "Tallene på denne side er opdigtede og bruges til at afprøve systemet. De beskriver ingen virkelige "
    "personer og siger intet om boligområderne. Kun de tal, der er trykt i helhedsplanen, er virkelige. "
    "Brug ikke siden til møder, ansøgninger eller beslutninger.",
)
_CONFIDENTIAL = (
    "Fortrolig udgave.",
    "Siden viser tal, der er diskretioneret i den offentlige udgave. De kan handle om enkelte personer. "
    "Siden er kun til brug i dataenheden og må ikke sendes videre, tages med til møder eller gemmes på fællesdrev. "
    "Brug den offentlige udgave til alt andet.",
)


@dataclass(frozen=True)
class Link:
    """A page in the navigation: its name (without suffix), its words, the group it stands in (empty: the first)."""

    name: str
    label: str
    group: str = ""

    @property
    def href(self) -> str:
        return f"{self.name}.html"


@dataclass(frozen=True)
class Band:
    """A line across the top of a page."""

    class_: str
    strong: str
    text: str


def links(release: Release) -> list[Link]:
    """Every page of the half-year, in the order of the navigation."""
    plan = release.plan
    found = [Link(INDEX, "Forside"), Link("oversigt", "Oversigt")]
    found += [Link(f"delaftale-{a.id}", a.name, "Delaftaler") for a in plan.delaftaler]
    if plan.strategic is not None:
        found.append(Link("strategisk_aftale", "Strategisk aftale"))
    found.append(Link("datakvalitet", "Datakvalitet"))
    found.append(Link("baseline_revision", "Trykte udgangspunkter"))
    return found + [Link(f"omraade-{area.id}", area.name, "Områder") for area in plan.areas]


def title_of(release: Release, name: str) -> str:
    """The <title> of a page: its h1, the half-year if the h1 has none, and the plan."""
    if name == INDEX:
        words = f"Rapporter for {periods.half_year(release.half_year)}"
    else:
        notebook, which = notebook_of(name)
        words = title(release, notebook, **which)
    half = periods.half_year(release.half_year)
    return ", ".join(dict.fromkeys([words if half in words else f"{words}, {half}", release.plan.settings.name]))


def notebook_of(name: str) -> tuple[str, dict[str, str]]:
    """The notebook and the parameter that make a page."""
    for prefix, notebook, parameter in (
        ("delaftale-", "delaftale", "agreement"),
        ("omraade-", "omraadeprofil", "area"),
    ):
        if name.startswith(prefix):
            return notebook, {parameter: name.removeprefix(prefix)}
    return name, {}


def bands(release: Release) -> list[Band]:
    """What every page says of itself at the top: confidential, synthetic, how far the figures are protected."""
    found = [Band("fortrolig", *_CONFIDENTIAL)] if release.edition is Edition.CONFIDENTIAL else []
    if release.synthetic:
        found.append(Band("syntetisk", *_SYNTHETIC))
    if release.edition is Edition.PUBLIC:
        found.append(Band("rolig", "Endnu ikke fuldt beskyttet.", _primary_only(release.plan.k)))
    return found


def _primary_only(k: int) -> str:
    return (
        f"Tallene er kun beskyttet efter hovedreglen (k = {k}): Små antal vises ikke, men et diskretioneret "
        "tal kan måske beregnes ud fra andre tal."
    )


def footer(release: Release) -> list[str]:
    """Who made the page, when and from what, and how colours are to be read."""
    settings = release.plan.settings
    source = (
        "syntetiske udtræk" if release.synthetic else "udtræk fra kommunen, boligorganisationerne og Landsbyggefonden"
    )
    return [
        f"{settings.name}. Lavet {periods.day(release.made)} af {settings.publisher} ud fra {source}, der er leveret "
        f"til og med {periods.half_year(release.half_year)}.",
        "En forskel eller ændring kaldes kun sikker, når den er større, end tilfældige udsving normalt giver. "
        "Blå er den ønskede retning, orange den uønskede; symbol og ord siger det samme som farven.",
        f"Finder du et tal, der røber noget om en person, så skriv til {settings.contact}.",
    ]


def earlier(workspace: Workspace, release: Release) -> list[HalfYear]:
    """Half-years that are published already, newest first. The confidential edition links to none."""
    if release.edition is Edition.CONFIDENTIAL or not workspace.reports.is_dir():
        return []
    found = []
    for folder in workspace.reports.iterdir():
        try:
            half = HalfYear.parse(folder.name)
        except UnknownHalfYear:
            continue
        if half < release.half_year and (folder / "index.html").is_file():
            found.append(half)
    return sorted(found, reverse=True)

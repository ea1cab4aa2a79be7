"""The workbook's cover: what it is, who made it, when the next comes, and which sheets it has."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.plan import Owner
from hpanalysis.published.names import PEOPLE_CSV
from hpanalysis.published.office import columns
from hpanalysis.report import periods
from hpanalysis.report.release import Release

_SYNTHETIC = (
    "Syntetiske data. Tallene i denne fil er opdigtede og bruges til at afprøve systemet.",
    "De beskriver ingen virkelige personer og siger intet om boligområderne.",
    "Kun de tal, der er trykt i helhedsplanen, er virkelige.",
    "Brug ikke filen til møder, ansøgninger eller beslutninger.",
)
_REAL = ("Tallene er offentlige. Tal om få personer er diskretioneret.",)
_MOST_LETTERS = 31  # that Excel lets a sheet's name have
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LAST_WORDS = ("og", "i", "med", "for", "af", "på", "til")


def make_title(release: Release) -> str:
    """The workbook's title: `Tal for 1. halvår 2026, Boligsocial helhedsplan Randers 2025-29`. Called for its cover and
    its properties."""
    return f"Tal for {danish.format_half_year(release.half_year, space=' ')}, {release.plan.settings.name}"


def describe_data(release: Release) -> tuple[str, ...]:
    """The warning that the figures are invented, in lines; of real ones that they are public. Called at the top of
    the cover, the notes and the document, so that it is there whichever a reader opens or prints."""
    return _SYNTHETIC if release.synthetic else _REAL


def describe_data_briefly(release: Release) -> str:
    """The first and the last of these lines as one. Called for the sheets of figures and for the file's properties."""
    lines = describe_data(release)
    return " ".join(dict.fromkeys((lines[0], lines[-1])))


def name_sheets(release: Release) -> dict[str, Owner]:
    """The name of each agreement's sheet, in the plan's order with the strategic agreement last, and after it the
    groups of figures that belong to no agreement. Called once a
    workbook. A name too long for Excel is cut at a word; where two would be one, a number follows."""
    plan = release.plan
    sheets: dict[str, Owner] = {}
    taken = {columns.COVER_SHEET.casefold(), columns.NOTES_SHEET.casefold()}
    owners: list[Owner] = [*plan.delaftaler]
    owners += [plan.strategic] if plan.strategic is not None else []
    owners += [group for group in plan.settings.figure_groups if plan.adopted(group.id)]
    for agreement in owners:
        name = start = _shorten(agreement.name)
        number = 2
        while name.casefold() in taken:
            name, number = f"{start[: _MOST_LETTERS - 3].rstrip()} {number}", number + 1
        taken.add(name.casefold())
        sheets[name] = agreement
    return sheets


def _shorten(name: str) -> str:
    """An agreement's name as a sheet may be called: without the signs that Excel refuses, and at most 31 letters.
    Called for each sheet."""
    words = name.translate(_NOT_IN_NAMES).split()
    while len(" ".join(words)) > _MOST_LETTERS and len(words) > 1:
        words.pop()
        while len(words) > 1 and words[-1] in _LAST_WORDS:
            words.pop()
    return " ".join(words)[:_MOST_LETTERS].strip() or "Aftale"


def list_contents(release: Release) -> list[tuple[str, str]]:
    """Each sheet's name and what it shows. Called for the table of contents, whose names are links."""
    shown = [(name, _describe_sheet(owner)) for name, owner in name_sheets(release).items()]
    return [*shown, (columns.NOTES_SHEET, "Hvad ordene betyder, hvordan tallene læses, og tallenes forbehold")]


# What the figures of a sheet are, by the kind of its agreement or group; a delaftale's is named.
_SHEETS = {"strategisk": "De overordnede måls", "kriterier": "Statens kriteriers", "supplerende": "De supplerende"}


def _describe_sheet(owner: Owner) -> str:
    """What a sheet shows. Called for each."""
    kind = _SHEETS.get(owner.kind, f"Delaftalen »{owner.name}«: delmålenes")
    return f"{kind} nyeste tal, en række for hvert tal og sted"


def list_facts(release: Release) -> list[tuple[str, str]]:
    """What the reader is told of the file: name of the fact and the fact. Called for the second table of the cover."""
    settings = release.plan.settings
    return [
        ("Helhedsplan", settings.name),
        ("Halvår", danish.format_half_year(release.half_year, space=" ")),
        ("Lavet", danish.format_day(release.made, space=" ")),
        ("Udgivet af", settings.publisher),
        ("Kontakt", settings.contact),
        ("Næste udgivelse", _describe_next(release)),
        (
            "Sådan læses filen",
            "Hver række er ét tal ét sted. Hvor der ikke er noget tal, siger et ord hvorfor. Ordene er forklaret i "
            f"arket »{columns.NOTES_SHEET}«. Filen viser de nyeste tal. Alle udgivne tal, også de tidligere perioders, "
            "står i indicators.csv.",
        ),
        ("Som CSV-fil", f"De samme rækker står i {PEOPLE_CSV} med semikolon og decimalkomma."),
    ]


def _describe_next(release: Release) -> str:
    """Which half-year the next publication is of, and when the next new figures are awaited; that there is none after
    the plan's end. Called for the cover. The month is of the first figure that is due, by the indicators' windows."""
    following = release.half_year.following
    if release.half_year.cutoff >= release.plan.settings.end:
        return "Ingen: Helhedsplanen er slut"
    due = [
        day
        for adoption in release.plan.adoptions
        if (day := periods.find_next_due(release.indicator(adoption.indicator_id), release.half_year)) is not None
    ]
    awaited = f"; de første nye tal ventes i {danish.format_month(min(due))}" if due else ""
    return f"{danish.format_half_year(following, space=' ')}{awaited}"

"""The words of a partner's cover: whose the workbook is, how it is filled in, whom to ask, and what it is known by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan import Plan
from hpanalysis.workbooks import writing

IDENTITY = "Regnearkets nøgle"
MADE_UP = "OPDIGTET: Projektets data er opdigtede; regnearket er lavet til at vise, hvordan det udfyldes."


class Identity(NamedTuple):
    """What a workbook is known by, whatever its file is called: whose project, which half-year, which partner."""

    plan_id: str
    half: str
    name: str  # the partner's, as `asked.name_files` has it

    def word(self) -> str:
        """The identity as it stands on the cover. Called when the workbook is written."""
        return " ".join(self)


def parse_identity(text: str) -> Identity | None:
    """The identity that a cover says; None for what is none. Called when a workbook is read."""
    parts = text.split()
    return Identity(*parts) if len(parts) == len(Identity._fields) else None


def make_title(partner: str, half: HalfYear) -> str:
    """The workbook's title. Called for the cover and the file's own record of itself."""
    return f"{partner}: leverancer og timer i {danish.format_half_year(half, ' ')}"


def list_lines(plan: Plan, identity: Identity, half: HalfYear, *, made_up: bool) -> Iterator[tuple[str, str]]:
    """The cover's lines, each a word and its text. Called when the workbook is written. made_up: whether the project's
    data are."""
    if made_up:
        yield writing.MADE_UP, MADE_UP
    named = danish.format_half_year(half, " ")
    yield (
        "Hvad det er",
        f"Det, I har lovet i »{plan.settings.name}«, og det, I bedes oplyse for {named}.",
    )
    yield (
        "Sådan udfylder du det",
        "Skriv kun i de hvide celler. Hver celle fortæller selv, hvad der skal stå, når du står i den. De grå celler "
        "er låst. Flyt ingen kolonner, slet ingen rækker, og skriv værdier, ikke formler.",
    )
    yield (
        "Leverancer",
        "Tæl alt med fra og med »Tælles fra« til og med »Til og med«, også det, I har oplyst før. Er intet leveret, så "
        "skriv 0: En tom celle betyder, at I ikke ved det endnu. Står en aftale i to rækker, er den ene for året, der "
        "sluttede i halvåret, og den anden for det, der begyndte.",
    )
    yield (
        "Timer",
        "Skriv kun halvårets egne timer. Er ingen givet, så skriv 0.",
    )
    yield (
        "Ingen personer",
        "Skriv aldrig noget om en person: intet navn, intet CPR-nummer, ingen telefon, ingen mail og ingen adresse. Et "
        "regneark med noget, der kan være det, læses ikke ind.",
    )
    yield (
        "Når du er færdig",
        "Gem som Excel-projektmappe (.xlsx) uden adgangskode, og send filen tilbage. Filens navn må gerne ændres.",
    )
    yield "Spørg", f"{plan.settings.contact}. Regnearket er lavet af {plan.settings.publisher}."
    yield IDENTITY, identity.word()

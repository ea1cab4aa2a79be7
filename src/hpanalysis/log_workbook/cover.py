"""The words of the cover: what the workbook is, how it is filled in, what may not stand in it, and whom to ask."""

from __future__ import annotations

from collections.abc import Iterator

from hpanalysis.log_workbook.opening import PROJECT
from hpanalysis.plan import Plan
from hpanalysis.workbooks import writing
from hpanalysis.workbooks.sheet_rows import END

MADE_UP = "OPDIGTET: Optegnelserne i dette regneark er lavet til at vise, hvordan det udfyldes."


def make_title(plan: Plan) -> str:
    """The workbook's title. Called for the cover and the file's own record of itself."""
    return f"Optegnelser til {plan.settings.name}"


def list_lines(plan: Plan, *, with_emergency: bool, made_up: bool) -> Iterator[tuple[str, str]]:
    """The cover's lines, each a word and its text. Called when the workbook is written. with_emergency: whether the
    emergency group's log is with it. made_up: whether the project's data are."""
    if made_up:
        yield writing.MADE_UP, MADE_UP
    yield (
        "Hvad det er",
        "Det, styregruppen, bestyrelsen og de andre har gjort: møder, mål, leverancer, timer, ændringer og "
        "uregelmæssigheder. Regnskabsårets opfølgning til revisor laves af det.",
    )
    yield (
        "Sådan udfylder du det",
        "Skriv i de hvide rækker under overskrifterne, én række for hver ting. Vælg fra listen, hvor cellen har en. "
        "Hver celle fortæller selv, hvad der skal stå, når du står i den. Ret det, der er forkert, hvor det står. Skal "
        "en række væk, så tøm dens celler. Overskrifter og hjælp er låst.",
    )
    yield (
        "Begynd her",
        "Ret dagen på arket »Om loggen«: Det er den dag, optegnelserne fortæller om. Det, der mangler, mangler på den "
        "dag.",
    )
    yield (
        "Navne og CPR-numre",
        "Intet navn på en person og intet CPR-nummer må stå noget sted i regnearket. Skriv organer, kontorer og "
        "titler. Et regneark med et CPR-nummer læses ikke ind.",
    )
    if with_emergency:
        yield (
            "Fortroligt",
            "Arkene »Aktiveringer« og »Statusmøder« er fortrolige, for et sted og en dag kan føre til en person. "
            "Regnearket må ikke sendes i en almindelig mail. »hpanalysis log --no-emergency« laver det uden de ark.",
        )
    yield (
        "Når du er færdig",
        "Gem regnearket, og skriv »hpanalysis log --from FIL«, eller send det til dem, der gør det. Er der fejl, siges "
        "de alle på én gang med ark og celle, og intet skrives. Ellers vises, hvad der er nyt, ændret eller fjernet.",
    )
    yield "Flere rækker", f"Er alle rækker fyldt ned til »{END}«, så læs regnearket ind, og lav et nyt."
    yield "Spørg", plan.settings.contact
    yield PROJECT, plan.settings.plan_id

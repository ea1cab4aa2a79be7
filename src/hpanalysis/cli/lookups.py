"""The commands beside the half-year: an address looked up, a key made, a printed table checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hpanalysis.cli.help_text import LOOK_UP
from hpanalysis.cli.options import PlanFolder, choose_workspace, command, format_path
from hpanalysis.edition import Edition
from hpanalysis.errors import FAILED, WrongUse

if TYPE_CHECKING:
    from hpanalysis.load.placing.addresses import AddressMatch


def _explain_hyphen(match: AddressMatch) -> str:
    """Why no area is shown for an address, in Danish; the address itself is not repeated, because it may be a person's.
    Called by `locate` for every address that lies in no area for sure: nothing is guessed, so it is said."""
    street = f"»{match.plan_street}«"
    if match.lacks_letter:
        return f"Husnummeret mangler sit bogstav: {street} har numre med bogstav i planen."
    match match.status.name:
        case "UNREADABLE":
            return "Adressen kan ikke læses. Ventet: vej og ét husnummer."
        case "NEAR_MISS":
            return f"Vejen findes ikke i planen. Den ligner {street}; skriv den sådan, hvis det er den."
        case "OUTSIDE" if match.plan_street:
            return f"Uden for områderne: {street} står i planen, men ikke med det husnummer."
        case "OUTSIDE":
            return "Uden for områderne: vejen står i streets_elsewhere.csv i planens mappe."
        case "UNLISTED_STREET":
            return "Vejen står hverken i addresses.csv eller i streets_elsewhere.csv i planens mappe, og ingen ligner."
        case _:
            return "Uden for områderne: vejen står ikke i addresses.csv i planens mappe, og ingen vej dér ligner."


@command(LOOK_UP, 'hpanalysis locate "Vej 12, 2. tv"')
def locate(
    address: Annotated[str, typer.Argument(metavar="ADRESSE", help="Vej og husnummer, fx »Vej 12, 2. tv«.")],
    plan: PlanFolder = None,
) -> None:
    """Vis, hvilket område en adresse ligger i, eller - uden for områderne."""
    if not address.strip():
        raise WrongUse(
            "Adressen er tom.", expected="vej og husnummer.", do='Skriv fx »hpanalysis locate "Vej 12, 2. tv"«.'
        )

    from hpanalysis.load.placing.addresses import AreaByAddress

    place = AreaByAddress(choose_workspace(plan=plan).plan).find(address)
    typer.echo(place.area_id or "-")
    if place.area_id is None:
        typer.echo(_explain_hyphen(place), err=True)


@command(LOOK_UP, "hpanalysis new-key /sikkert/sted/noegle.txt", name="new-key")
def new_key(
    path: Annotated[Path, typer.Argument(metavar="FIL", help="Filen, nøglen skrives til; uden for projektet.")],
) -> None:
    """Lav en nøgle til pseudonymer. Den må aldrig ligge i projektets mapper."""
    from hpanalysis import load

    load.write_new_key(path)
    typer.echo(
        f"Nøglen er skrevet. Sæt miljøvariablen HPANALYSIS_KEY_FILE til {format_path(Path(path.name))} med hele stien."
    )


@command(LOOK_UP, "hpanalysis audit-table params/plan/baselines.csv", name="audit-table")
def audit_table(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Tabellen, med kolonner som params/plan/baselines.csv.")],
    context: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FIL", help="Andre trykte tal, som context.csv, areas.csv og hours.csv; kan gives flere gange."
        ),
    ] = None,
    plan: PlanFolder = None,
    format_: Annotated[str, typer.Option("--format", metavar="text|csv|json", help="Formen på svaret.")] = "text",
    to: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Filen, der skrives til (ellers skærmen).", show_default=False)
    ] = None,
    edition: Annotated[
        Edition,
        typer.Option(
            metavar="offentlig|fortrolig", help="Den offentlige udgave udelader udledte tal om færre end k personer."
        ),
    ] = Edition.CONFIDENTIAL,
) -> None:
    """Kontrollér en tabel med trykte tal: hvad kan ikke være sandt, og hvad må tallene være."""
    from hpanalysis import audit_table as room

    if format_ not in room.FORMATS:
        raise WrongUse("Formatet kendes ikke.", expected="text, csv eller json.", do="Ret --format.")
    helhedsplan = choose_workspace(plan=plan).plan
    result = room.audit_file(file, helhedsplan, context or ())
    public = result.withhold_below(helhedsplan.k)
    room.write_result(result if edition is Edition.CONFIDENTIAL else public, format_, to)
    if edition is Edition.CONFIDENTIAL and public != result:
        typer.echo(f"Svaret har udledte tal om færre end {helhedsplan.k} personer og må ikke udgives.", err=True)
    if to is not None:
        typer.echo(f"{room.summarise(result)} Skrevet til {format_path(to.resolve())}.")
    if result.contradicted:
        raise typer.Exit(FAILED)

"""The commands beside the half-year: an address looked up, a key made, a printed table checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hpanalysis.cli.options import PlanFolder, app, choose_workspace, format_path
from hpanalysis.errors import FAILED, WrongUse
from hpanalysis.tables import Edition

# Why an address may lie in an area though none is shown; nothing is guessed, so it is said.
_UNSETTLED = {
    "NEAR_MISS": "Adressen ligner en i planen, men er skrevet på en anden måde.",
    "UNREADABLE": "Adressen kan ikke læses. Ventet: vej og ét husnummer.",
    "UNLISTED_STREET": "Vejen står hverken i addresses.csv eller i streets_elsewhere.csv i planens mappe.",
}


@app.command()
def locate(
    address: Annotated[str, typer.Argument(metavar="ADRESSE", help="Vej og husnummer, fx »Vej 12, 2. tv«.")],
    plan: PlanFolder = None,
) -> None:
    """Vis, hvilket område en adresse ligger i, eller - uden for områderne."""
    from hpanalysis import load

    if not address.strip():
        raise WrongUse(
            "Adressen er tom.", expected="vej og husnummer.", do='Skriv fx »hpanalysis locate "Vej 12, 2. tv"«.'
        )
    place = load.AreaByAddress(choose_workspace(plan=plan).plan).find(address)
    typer.echo(place.area_id or "-")
    if why := _UNSETTLED.get(place.status.name):
        typer.echo(why, err=True)


@app.command("new-key")
def new_key(
    path: Annotated[Path, typer.Argument(metavar="FIL", help="Filen, nøglen skrives til; uden for projektet.")],
) -> None:
    """Lav en nøgle til pseudonymer. Den må aldrig ligge i projektets mapper."""
    from hpanalysis import load

    load.write_new_key(path)
    typer.echo(
        f"Nøglen er skrevet. Sæt miljøvariablen HPANALYSIS_KEY_FILE til {format_path(Path(path.name))} med hele stien."
    )


@app.command("audit-table")
def audit_table(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Tabellen, med kolonner som params/plan/baselines.csv.")],
    context: Annotated[
        list[Path] | None,
        typer.Option(help="Andre trykte tal, som context.csv, areas.csv og activities.csv; kan gives flere gange."),
    ] = None,
    plan: PlanFolder = None,
    format_: Annotated[str, typer.Option("--format", help="text, csv eller json.")] = "text",
    to: Annotated[
        Path | None, typer.Option(help="Filen, der skrives til (ellers skærmen).", show_default=False)
    ] = None,
    edition: Annotated[
        Edition, typer.Option(help="offentlig udelader udledte tal om færre end k personer.")
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

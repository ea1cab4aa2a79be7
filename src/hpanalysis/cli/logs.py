"""The command for the secretariat's logs: written as a workbook, and read back from it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hpanalysis.cli.help_text import AUDIT
from hpanalysis.cli.options import PlanFolder, Raw, Reports, choose_workspace, command, format_path
from hpanalysis.errors import WrongUse


@command(AUDIT, "hpanalysis log", "hpanalysis log --from data/bestillinger/optegnelser.xlsx")
def log(
    to: Annotated[
        Path | None,
        typer.Option(
            metavar="FIL",
            help="Regnearket, der skrives (ellers data/bestillinger/optegnelser.xlsx).",
            show_default=False,
        ),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="FIL", help="Det udfyldte regneark, der læses ind.", show_default=False),
    ] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Lad rækker, der ikke er i regnearket, gå ud af optegnelserne.")
    ] = False,
    no_emergency: Annotated[
        bool, typer.Option("--no-emergency", help="Udelad beredskabsgruppens fortrolige ark.")
    ] = False,
    raw: Raw = None,
    reports: Reports = None,
    plan: PlanFolder = None,
) -> None:
    """Skriv sekretariatets optegnelser som et regneark, der kan udfyldes, eller læs det ind igen. Ved fejl siges de
    alle med ark og celle, og intet skrives."""
    from hpanalysis.pipeline import keep_logs

    if from_ is not None and (to is not None or no_emergency):
        raise WrongUse(
            "--from læser et regneark ind, og --to og --no-emergency hører til at skrive det.",
            expected="enten --from eller de andre.",
            do="Kør kommandoen to gange, én for hver.",
        )
    if remove and from_ is None:
        raise WrongUse("--remove hører til --from.", expected="--from FIL.", do="Tilføj --from, eller fjern --remove.")
    where = choose_workspace(raw=raw, reports=reports, plan=plan)
    if from_ is None:
        made = keep_logs.write_log_workbook(where, to, with_emergency=not no_emergency)
        typer.echo(f"Regnearket er skrevet: {format_path(made.resolve())}.")
        typer.echo("Udfyld det, gem det, og læs det ind med »hpanalysis log --from«.")
        return
    kept = keep_logs.read_log_workbook(where, from_, may_remove=remove)
    for line in kept.lines:
        typer.echo(line)
    if not kept.written:
        typer.echo("Regnearket siger det samme som optegnelserne. Intet er skrevet.")
    for path in kept.written:
        typer.echo(f"Skrevet: {format_path(path.resolve())}.")
    for path in kept.copies:
        typer.echo(f"Som den var før: {format_path(path.resolve())}.")

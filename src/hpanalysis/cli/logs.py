"""The command for the secretariat's logs: written as a workbook, and read back from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hpanalysis.cli.help_text import AUDIT
from hpanalysis.cli.options import PlanFolder, Raw, Reports, choose_workspace, command, format_path, read_half_year
from hpanalysis.errors import WrongUse

if TYPE_CHECKING:
    from hpanalysis.pipeline.log_files import Kept


@command(
    AUDIT,
    "hpanalysis log",
    "hpanalysis log --from data/bestillinger/optegnelser.xlsx",
    "hpanalysis log --partners 2026H2",
)
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
    partners: Annotated[
        str | None,
        typer.Option(
            metavar="HALVÅR",
            help="Halvåret, hvis parter har udfyldt deres regneark i data/raw/HALVÅR/parter; de læses ind.",
            show_default=False,
        ),
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
    """Skriv sekretariatets optegnelser som et regneark, der kan udfyldes, eller læs det ind igen, eller læs parternes
    regneark for et halvår ind i dem. Ved fejl siges de alle med ark og celle, og intet skrives."""
    writes = to is not None or no_emergency
    _refuse_together(reads=from_ is not None, partners=partners is not None, writes=writes, remove=remove)
    where = choose_workspace(raw=raw, reports=reports, plan=plan)
    named = None if partners is None else read_half_year(partners)

    from hpanalysis.pipeline import keep_logs, keep_partners

    if named is not None:
        taken = keep_partners.read_partner_workbooks(where, named, may_remove=remove)
        typer.echo(f"{taken.filled} af {taken.asked} parter har udfyldt deres regneark.")
        for line in taken.missing:
            typer.echo(line)
        _tell(taken.kept, "Parternes regneark")
        return
    if from_ is None:
        made = keep_logs.write_log_workbook(where, to, with_emergency=not no_emergency)
        typer.echo(f"Regnearket er skrevet: {format_path(made.resolve())}.")
        typer.echo("Udfyld det, gem det, og læs det ind med »hpanalysis log --from«.")
        return
    kept = keep_logs.read_log_workbook(where, from_, may_remove=remove)
    _tell(kept, "Regnearket")


def _refuse_together(*, reads: bool, partners: bool, writes: bool, remove: bool) -> None:
    """`WrongUse` for options that do not go together. Called before the command does anything. reads: a workbook of the
    logs is read back; partners: the partners' are; writes: an option of writing one is given."""
    if partners and (reads or writes):
        raise WrongUse(
            "--partners læser parternes regneark ind og står uden --from, --to og --no-emergency.",
            expected="--partners HALVÅR alene.",
            do="Kør kommandoen én gang for hver.",
        )
    if reads and writes:
        raise WrongUse(
            "--from læser et regneark ind, og --to og --no-emergency hører til at skrive det.",
            expected="enten --from eller de andre.",
            do="Kør kommandoen to gange, én for hver.",
        )
    if remove and not reads and not partners:
        raise WrongUse(
            "--remove hører til --from og --partners.",
            expected="--from FIL eller --partners HALVÅR.",
            do="Tilføj en af dem, eller fjern --remove.",
        )


def _tell(kept: Kept, what: str) -> None:
    """Print what has changed in the logs' files. Called for each workbook or set of them that was read. what: the
    workbook, in Danish."""
    for line in kept.lines:
        typer.echo(line)
    if not kept.written:
        typer.echo(f"{what} siger det samme som optegnelserne. Intet er skrevet.")
    for path in kept.written:
        typer.echo(f"Skrevet: {format_path(path.resolve())}.")
    for path in kept.copies:
        typer.echo(f"Som den var før: {format_path(path.resolve())}.")

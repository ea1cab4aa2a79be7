"""The commands for the auditor: the accounting year, the package, its approval and its check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hpanalysis.cli.help_text import AUDIT
from hpanalysis.cli.options import (
    CORES,
    HalfYearArgument,
    Jobs,
    PlanFolder,
    Processed,
    Raw,
    Reports,
    choose_workspace,
    command,
    format_path,
    make_progress_bar,
    read_half_year,
)
from hpanalysis.edition import Edition
from hpanalysis.errors import FAILED, WrongUse

if TYPE_CHECKING:
    from hpanalysis.workspace import Workspace


@command(AUDIT, "hpanalysis follow-up 2026", name="follow-up")
def follow_up_year(
    year: Annotated[int, typer.Argument(metavar="ÅR", help="Regnskabsåret, fx 2026.")],
    raw: Raw = None,
    processed: Processed = None,
    reports: Reports = None,
    plan: PlanFolder = None,
    jobs: Jobs = CORES,
    edition: Annotated[
        Edition,
        typer.Option(
            metavar="offentlig|fortrolig",
            help="Udgaven; den fortrolige (beredskabet med områder) er til dataenheden alene.",
        ),
    ] = Edition.PUBLIC,
) -> None:
    """Gør et regnskabsår op til revisor: hvad bestyrelsen har behandlet, hvad der var aftalt, og hvad der er gjort."""
    folders = choose_workspace(raw, processed, reports, plan)

    from hpanalysis.pipeline.year import follow_up
    from hpanalysis.publications import Publication

    with make_progress_bar() as progress:
        result = follow_up.make_year_reports(Publication(folders, year, edition), jobs, progress)
    for remark in result.remarks:
        typer.echo(remark, err=True)
    if result.changed:
        typer.echo(f"Regnskabsåret {year} er gjort op. Åbn {format_path(result.page)}")
    else:
        typer.echo(f"Intet er ændret siden sidste kørsel, så der er ikke gjort noget. Åbn {format_path(result.page)}")


@command(AUDIT, "hpanalysis package 2026H1 --to 2026H1.zip --first")
def package(
    half_year: HalfYearArgument,
    to: Annotated[Path, typer.Option(metavar="FIL", help="Filen, pakken skrives til; den ender på .zip.")],
    sign: Annotated[
        Path | None,
        typer.Option(metavar="NØGLE", help="Din SSH-nøgle (Ed25519): underskriv som udarbejdet.", show_default=False),
    ] = None,
    previous: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Pakken for det seneste halvår før dette.", show_default=False)
    ] = None,
    first: Annotated[bool, typer.Option("--first", help="Der er ingen pakke før denne.")] = False,
    raw: Raw = None,
    processed: Processed = None,
    reports: Reports = None,
    plan: PlanFolder = None,
) -> None:
    """Lav dokumentationspakken for et udgivet halvår: alt, hvad revisor kræver for at kontrollere det alene."""
    named, folders = read_half_year(half_year), choose_workspace(raw, processed, reports, plan)

    from hpanalysis.pipeline.package import packing as packages

    settings = packages.Settings(named, to, sign, previous, first)
    for line in packages.describe_package(packages.pack_half_year(folders, settings, make_progress_bar())):
        typer.echo(line)


@command(AUDIT, "hpanalysis approve 2026H1.zip --sign ~/.ssh/id_ed25519")
def approve(
    package: Annotated[Path, typer.Argument(metavar="FIL", help="Dokumentationspakken.")],
    sign: Annotated[Path, typer.Option(metavar="NØGLE", help="Din SSH-nøgle (Ed25519): underskriv som godkendt.")],
) -> None:
    """Godkend en dokumentationspakke, som en anden har udarbejdet og underskrevet."""
    from hpanalysis.pipeline.package import packing as packages

    for line in packages.describe_package(packages.approve_package(package, sign)):
        typer.echo(line)


@command(
    AUDIT,
    "hpanalysis verify 2026H1.zip --kode 7K3M-QX2P-9D4T-HW6B",
    "hpanalysis verify 2026H2.zip --previous 2026H1.zip",
)
def verify(
    packages: Annotated[
        list[Path], typer.Argument(metavar="PAKKE...", help="Dokumentationspakker: zip-filer eller udpakkede mapper.")
    ],
    previous: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Pakken før den ældste af dem.", show_default=False)
    ] = None,
    kode: Annotated[
        str | None,
        typer.Option(metavar="KODE", help="Den nyeste pakkes kode efter referatet.", show_default=False),
    ] = None,
    expect: Annotated[
        str | None,
        typer.Option(metavar="KONTROLSUM", help="Den nyeste pakkes kontrolsum efter referatet.", show_default=False),
    ] = None,
    signers: Annotated[
        Path | None,
        typer.Option(metavar="FIL", help="Hvem der må underskrive (OpenSSH allowed_signers).", show_default=False),
    ] = None,
    raw: Annotated[
        Path | None,
        typer.Option(metavar="MAPPE", help="Dataenheden alene: lav halvåret igen af disse udtræk.", show_default=False),
    ] = None,
    processed: Processed = None,
    reports: Reports = None,
    jobs: Jobs = CORES,
) -> None:
    """Kontrollér dokumentationspakker alene: filer, underskrifter, rækkefølge, tal og ord. Med --raw laves halvåret
    igen af udtrækkene, og hver fil holdes op mod pakkens."""
    if raw is not None and len(packages) > 1:
        raise WrongUse("Kun én pakke kan laves igen ad gangen.", expected="én pakke.", do="Giv pakkerne hver for sig.")

    from hpanalysis import verify as room

    room.stop_unless_there([*packages, *([] if previous is None else [previous])])
    results = room.check_all(
        packages,
        previous,
        expect,
        None if signers is None else room.read_allowed_signers(signers),
        None if kode is None else room.read_code(kode),
    )
    told, wrong = room.report_results(results)
    typer.echo("\n".join(told))
    if wrong:
        typer.echo(wrong, err=True)
        raise typer.Exit(FAILED)
    if raw is not None:
        _rerun_package(packages[0], choose_workspace(raw=raw, processed=processed, reports=reports), jobs)


def _rerun_package(package: Path, here: Workspace, jobs: int) -> None:
    """Make a package's half-year again from the extracts, and print what became of it; ends with exit code 1 if a file
    differs from the package's. Called by `hpanalysis verify --raw`, when the package itself is in order."""
    from hpanalysis.pipeline.package import rerun

    with make_progress_bar() as progress:
        again = rerun.rerun_package(package, here, jobs, progress)
    for line in again.lines():
        typer.echo(line)
    if not again.holds:
        raise typer.Exit(FAILED)

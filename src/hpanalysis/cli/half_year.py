"""The commands of a half-year: from its folder to its published reports."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from hpanalysis.cli.help_text import HALF_YEAR
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
from hpanalysis.errors import FAILED
from hpanalysis.unchanged.answer import describe_nothing_changed

_YEAR = re.compile(r"20[0-9]{2}")


@command(HALF_YEAR, "hpanalysis demo", "hpanalysis demo --until 2029H1 --course improvement")
def demo(
    raw: Raw = None,
    plan: PlanFolder = None,
    seed: Annotated[int, typer.Option(metavar="TAL", help="Tallet, som de opdigtede personer trækkes ud fra.")] = 2025,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="HALVÅR",
            help="Det sidste halvår, fx 2029H1 (ellers som i demo.yaml).",
            show_default=False,
        ),
    ] = None,
    course: Annotated[
        str | None,
        typer.Option(
            metavar="improvement|none|worsening",
            help="Om de opdigtede tal efter udgangspunktet går lige mod målene, bliver, hvor de er, eller går lige så "
            "langt den forkerte vej. Siger målet kun, hvilken vej tallet skal gå, er vejen en fjerdedel af "
            "udgangspunktet. Uden tilvalget går områderne hver sin vej.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Skriv opdigtede udtræk for planens halvår, til afprøvning."""
    last = None if until is None else read_half_year(until)

    from hpanalysis import demo as demo_room
    from hpanalysis import plan as plans
    from hpanalysis.pipeline.storage import run_lock

    chosen = None if course is None else demo_room.Course.parse(course)
    folders, progress = choose_workspace(raw=raw, plan=plan), make_progress_bar()
    printed = plans.read(folders.plan_folder, as_printed=True)
    with run_lock.hold_folders(folders.raw, progress=progress), progress.spinner("Skriver opdigtede udtræk") as said:
        report = demo_room.write(printed, folders.raw, seed=seed, until=last, course=chosen, progress=said)
    typer.echo(f"Opdigtede udtræk er skrevet til {format_path(folders.raw)}.")
    if report.deviations:
        path = format_path(folders.raw / "AFVIGELSER.csv")
        typer.echo(f"{len(report.deviations)} trykte tal kan ingen personer give; se {path}.")


@command(HALF_YEAR, "hpanalysis new 2026H2")
def new(half_year: HalfYearArgument, raw: Raw = None, plan: PlanFolder = None) -> None:
    """Opret et halvår: mappen til udtræk, valgene i params, en LÆSMIG om, hvad der skal leveres, en bestilling til
    hver leverandør og et regneark til hver part."""
    folders, named = choose_workspace(raw=raw, plan=plan), read_half_year(half_year)

    from hpanalysis.pipeline import new as new_half_year
    from hpanalysis.pipeline.extracts.readme_txt import format_day

    made = new_half_year.create_half_year(folders, named)
    typer.echo(f"Halvåret er oprettet. Læs {format_path(made.read_me)}.")
    typer.echo(
        f"Styregruppens møde er foreslået til {format_day(made.meeting)}. Ret datoerne i {format_path(made.params)}."
    )
    typer.echo(
        f"Send hver leverandør sin bestilling: {format_path(made.orders)}. Fristerne er talt fra det foreslåede møde: "
        "ret dem først, hvis det flyttes."
    )
    if made.asked:
        typer.echo(
            f"Send hver part sit regneark: {format_path(made.partners)} ({made.asked} regneark). Læg dem udfyldt samme "
            f"sted; »hpanalysis check {half_year}« siger, hvad der mangler, og hvad der er galt."
        )


@command(HALF_YEAR, "hpanalysis check 2026H2")
def check(
    half_year: HalfYearArgument,
    raw: Raw = None,
    processed: Processed = None,
    reports: Reports = None,
    plan: PlanFolder = None,
) -> None:
    """Kontrollér et halvår uden at udgive noget: hvad der mangler, hvad der er galt i udtræk og parternes regneark,
    og om det kan køres."""
    named, folders = read_half_year(half_year), choose_workspace(raw, processed, reports, plan)

    from hpanalysis.pipeline import check as check_half_year

    with make_progress_bar() as progress:
        report = check_half_year.check_half_year(folders, named, progress)
    for line in report.lines():
        typer.echo(line)
    if not report.ready or report.partner_faults:
        raise typer.Exit(FAILED)


@command(HALF_YEAR, "hpanalysis run 2026H2", "hpanalysis run 2026H2 --edition fortrolig")
def run(
    half_year: HalfYearArgument,
    raw: Raw = None,
    processed: Processed = None,
    reports: Reports = None,
    plan: PlanFolder = None,
    jobs: Jobs = CORES,
    edition: Annotated[
        Edition,
        typer.Option(metavar="offentlig|fortrolig", help="Udgaven; den fortrolige er til dataenheden alene."),
    ] = Edition.PUBLIC,
    publish_again: Annotated[
        bool,
        typer.Option(
            "--publish-again",
            help="Udgiv et halvår igen, som andet er bygget på; den tidligere udgave bliver i arkivet.",
        ),
    ] = False,
) -> None:
    """Kør et halvår: kontrollér udtrækkene, beregn tallene, og udgiv rapporterne."""
    folders, named = choose_workspace(raw, processed, reports, plan), read_half_year(half_year)

    from hpanalysis.pipeline import compare_reports
    from hpanalysis.pipeline.run import run_half_year
    from hpanalysis.publications import Publication

    publication = Publication(folders, named, edition)
    with make_progress_bar() as progress:
        result = run_half_year(publication, jobs, progress, publish_again=publish_again)
    for warning in result.warnings:
        typer.echo(f"Advarsel: {warning}", err=True)
    for remark in result.remarks:
        typer.echo(remark)
    if result.changed:
        if publication.is_public:
            for line in compare_reports.summarise_run(publication.workspace, publication.period):
                typer.echo(line)
        typer.echo(f"{result.reports} rapporter er færdige. Åbn {format_path(result.page)}")
    else:
        typer.echo(describe_nothing_changed(format_path(result.page)))


@command(HALF_YEAR, "hpanalysis list", name="list")
def list_half_years(raw: Raw = None, reports: Reports = None, plan: PlanFolder = None) -> None:
    """Vis halvårene: hvilke udtræk der ligger, hvad der skyldes, og hvad der er udgivet."""
    from hpanalysis.pipeline import list_half_years

    for line in list_half_years.describe_half_years(choose_workspace(raw=raw, reports=reports, plan=plan)):
        typer.echo(line)


@command(HALF_YEAR, "hpanalysis diff 2026H1 2026H2")
def diff(
    before: Annotated[str, typer.Argument(metavar="FØR", help="Det tidligere halvår, fx 2026H1.")],
    now: Annotated[str, typer.Argument(metavar="NU", help="Det senere halvår, fx 2026H2.")],
    reports: Reports = None,
    plan: PlanFolder = None,
) -> None:
    """Vis, hvad der er nyt fra det ene udgivne halvår til det andet: hvert tal før og nu, og hvad der vurderes
    anderledes."""
    folders = choose_workspace(reports=reports, plan=plan)
    earlier, later = read_half_year(before), read_half_year(now)

    from hpanalysis.pipeline import compare_reports

    for line in compare_reports.describe_changes(folders, earlier, later):
        typer.echo(line)


@command(HALF_YEAR, "hpanalysis pdf 2026H1", "hpanalysis pdf 2026")
def pdf(
    period: Annotated[str, typer.Argument(metavar="HALVÅR", help="Halvåret, fx 2026H1, eller regnskabsåret, fx 2026.")],
    to: Annotated[
        Path | None,
        typer.Option(metavar="MAPPE", help="Mappen til PDF-filerne (ellers reports/pdf/HALVÅR).", show_default=False),
    ] = None,
    browser: Annotated[
        Path | None,
        typer.Option(
            metavar="FIL", help="Programfilen til Chromium, Chrome eller Edge (ellers søges der).", show_default=False
        ),
    ] = None,
    reports: Reports = None,
    plan: PlanFolder = None,
) -> None:
    """Lav PDF-filer af et udgivet halvårs eller regnskabsårs rapporter med en browser, der er på maskinen."""
    named = int(period) if _YEAR.fullmatch(period) else read_half_year(period)
    folders = choose_workspace(reports=reports, plan=plan)

    from hpanalysis.pipeline import pdf as pdf_files

    with make_progress_bar() as progress:
        made = pdf_files.print_reports(folders, named, to, browser, progress)
    typer.echo(f"{len(made.files)} PDF-filer er færdige. Åbn mappen {format_path(made.folder)}")

"""hpanalysis: the command line. Exit codes: 0 done, 1 the data or a notebook failed, 2 wrong use."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Annotated

import typer

from hpanalysis.errors import FAILED, WRONG_USE, Stop, WrongUse, finding, safe_words
from hpanalysis.tables import Edition
from hpanalysis.workspace import Workspace, half_year_named

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Følg en boligsocial helhedsplan: fra halvårets udtræk til færdige rapporter.",
)

HalfYearArgument = Annotated[str, typer.Argument(metavar="HALVÅR", help="Halvåret, fx 2026H1.")]
Raw = Annotated[Path | None, typer.Option(help="Mappen med udtræk (ellers data/raw).", show_default=False)]
Processed = Annotated[
    Path | None, typer.Option(help="Mappen til interne tabeller (ellers data/processed).", show_default=False)
]
Reports = Annotated[Path | None, typer.Option(help="Mappen til udgivelser (ellers reports).", show_default=False)]
PlanFolder = Annotated[
    Path | None, typer.Option("--plan", help="Mappen med planen (ellers params/plan).", show_default=False)
]
CORES = os.cpu_count() or 1
Jobs = Annotated[int, typer.Option(min=1, help="Hvor mange notesbøger der køres ad gangen.")]

_YEAR = re.compile(r"20[0-9]{2}")

# Why an address may lie in an area though none is shown; nothing is guessed, so it is said.
_UNSETTLED = {
    "NEAR_MISS": "Adressen ligner en i planen, men er skrevet på en anden måde.",
    "UNREADABLE": "Adressen kan ikke læses. Ventet: vej og ét husnummer.",
}


def workspace(
    raw: Path | None = None,
    processed: Path | None = None,
    reports: Path | None = None,
    plan: Path | None = None,
) -> Workspace:
    """The folders chosen. A plan elsewhere brings its half-years' files (2026H1.yaml) in its own folder."""
    found = Workspace.at(raw=raw, processed=processed, reports=reports, plan_folder=plan)
    if plan is not None and found.plan_folder != found.root / "params" / "plan":
        found = Workspace.at(raw=raw, processed=processed, reports=reports, plan_folder=plan, params=plan)
    return found


def _progress():
    from hpanalysis.progress_bar import ProgressBar

    return ProgressBar()


@app.command()
def demo(
    raw: Raw = None,
    plan: PlanFolder = None,
    seed: Annotated[int, typer.Option(help="Tallet, som de opdigtede personer trækkes ud fra.")] = 2025,
) -> None:
    """Skriv opdigtede udtræk for alle planens halvår, til afprøvning."""
    from hpanalysis import demo as demo_room
    from hpanalysis import plan as plans
    from hpanalysis.pipeline import one_run

    folders, progress = workspace(raw=raw, plan=plan), _progress()
    printed = plans.read(folders.plan_folder, as_printed=True)
    with one_run.alone(folders.raw, progress=progress), progress.spinner("Skriver opdigtede udtræk") as said:
        report = demo_room.write(printed, folders.raw, seed=seed, progress=said)
    typer.echo(f"Opdigtede udtræk er skrevet til {_shown(folders.raw)}.")
    if report.deviations:
        typer.echo(
            f"{len(report.deviations)} trykte tal kan ingen personer give; se {_shown(folders.raw / 'AFVIGELSER.csv')}."
        )


@app.command()
def run(
    half_year: HalfYearArgument,
    raw: Raw = None,
    processed: Processed = None,
    reports: Reports = None,
    plan: PlanFolder = None,
    jobs: Jobs = CORES,
    edition: Annotated[
        Edition, typer.Option(help="offentlig, eller fortrolig til dataenheden alene.")
    ] = Edition.PUBLIC,
) -> None:
    """Kør et halvår: kontrollér udtrækkene, beregn tallene, og udgiv rapporterne."""
    from hpanalysis.pipeline.run import Settings
    from hpanalysis.pipeline.run import run as run_half_year

    settings = Settings(half_year_named(half_year), edition, jobs)
    folders = workspace(raw, processed, reports, plan)
    with _progress() as progress:
        result = run_half_year(folders, settings, progress)
    for warning in result.warnings:
        typer.echo(f"Advarsel: {warning}", err=True)
    if result.changed:
        typer.echo(f"{result.pages} rapporter er færdige. Åbn {_shown(result.index)}")
    else:
        typer.echo(f"Intet er ændret siden sidste kørsel, så der er ikke gjort noget. Åbn {_shown(result.index)}")


@app.command("follow-up")
def follow_up(
    year: Annotated[int, typer.Argument(metavar="ÅR", help="Regnskabsåret, fx 2026.")],
    raw: Raw = None,
    processed: Processed = None,
    reports: Reports = None,
    plan: PlanFolder = None,
    jobs: Jobs = CORES,
    edition: Annotated[
        Edition, typer.Option(help="offentlig, eller fortrolig (beredskabet med områder) til dataenheden alene.")
    ] = Edition.PUBLIC,
) -> None:
    """Gør et regnskabsår op til revisor: hvad bestyrelsen har behandlet, hvad der var aftalt, og hvad der er gjort."""
    from hpanalysis.pipeline import yearly

    folders = workspace(raw, processed, reports, plan)
    with _progress() as progress:
        result = yearly.make(folders, yearly.Settings(year, edition, jobs), progress)
    if not result.emergency:
        typer.echo("Der er ingen beredskab.yaml i params, så siden om beredskabet er ikke lavet.", err=True)
    if result.changed:
        typer.echo(f"Regnskabsåret {year} er gjort op. Åbn {_shown(result.page)}")
    else:
        typer.echo(f"Intet er ændret siden sidste kørsel, så der er ikke gjort noget. Åbn {_shown(result.page)}")


@app.command()
def pdf(
    period: Annotated[str, typer.Argument(metavar="HALVÅR", help="Halvåret, fx 2026H1, eller regnskabsåret, fx 2026.")],
    to: Annotated[
        Path | None, typer.Option(help="Mappen til PDF-filerne (ellers reports/pdf/HALVÅR).", show_default=False)
    ] = None,
    browser: Annotated[
        Path | None,
        typer.Option(help="Programfilen til Chromium, Chrome eller Edge (ellers søges der).", show_default=False),
    ] = None,
    reports: Reports = None,
    plan: PlanFolder = None,
) -> None:
    """Lav PDF-filer af et udgivet halvårs eller regnskabsårs rapporter med en browser, der er på maskinen."""
    from hpanalysis.pipeline import pdf as pdf_files

    named = int(period) if _YEAR.fullmatch(period) else half_year_named(period)
    folders = workspace(reports=reports, plan=plan)
    with _progress() as progress:
        made = pdf_files.make(folders, named, to, browser, progress)
    typer.echo(f"{len(made.files)} PDF-filer er færdige. Åbn mappen {_shown(made.folder)}")


@app.command()
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
    from hpanalysis.pipeline import package as packages

    settings = packages.Settings(half_year_named(half_year), to, sign, previous, first)
    for line in packages.told(packages.make(workspace(raw, processed, reports, plan), settings, _progress())):
        typer.echo(line)


@app.command()
def approve(
    package: Annotated[Path, typer.Argument(metavar="FIL", help="Dokumentationspakken.")],
    sign: Annotated[Path, typer.Option(metavar="NØGLE", help="Din SSH-nøgle (Ed25519): underskriv som godkendt.")],
) -> None:
    """Godkend en dokumentationspakke, som en anden har udarbejdet og underskrevet."""
    from hpanalysis.pipeline import package as packages

    for line in packages.told(packages.approve(package, sign)):
        typer.echo(line)


@app.command()
def verify(
    packages: Annotated[
        list[Path], typer.Argument(metavar="PAKKE...", help="Dokumentationspakker: zip-filer eller udpakkede mapper.")
    ],
    previous: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Pakken før den ældste af dem.", show_default=False)
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
    """Kontrollér dokumentationspakker alene: filer, underskrifter, kæde, tal og regnestykker.

    Med --raw laves halvåret igen af udtrækkene, og hver fil holdes op mod pakkens.
    """
    from hpanalysis import verify as room

    if raw is not None and len(packages) > 1:
        raise WrongUse("Kun én pakke kan laves igen ad gangen.", expected="én pakke.", do="Giv pakkerne hver for sig.")
    results = room.check_all(packages, previous, expect, None if signers is None else room.signers_of(signers))
    told, wrong = room.report(results)
    typer.echo("\n".join(told))
    if wrong:
        typer.echo(wrong, err=True)
        raise typer.Exit(FAILED)
    if raw is not None:
        _made_again(packages[0], workspace(raw=raw, processed=processed, reports=reports), jobs)


def _made_again(package: Path, here: Workspace, jobs: int) -> None:
    """A package's half-year made again from the extracts; ends with exit code 1 if a file became another."""
    from hpanalysis.pipeline import rerun

    with _progress() as progress:
        again = rerun.rerun(package, here, jobs, progress)
    for line in again.lines():
        typer.echo(line)
    if not again.holds:
        raise typer.Exit(FAILED)


@app.command()
def new(half_year: HalfYearArgument, raw: Raw = None, plan: PlanFolder = None) -> None:
    """Opret et halvår: mappen til udtræk, valgene i params og en LÆSMIG om, hvad der skal leveres."""
    from hpanalysis.pipeline import new as new_half_year
    from hpanalysis.pipeline.read_me import day

    made = new_half_year.make(workspace(raw=raw, plan=plan), half_year_named(half_year))
    typer.echo(f"Halvåret er oprettet. Læs {_shown(made.read_me)}, og send den til leverandørerne.")
    typer.echo(f"Styregruppens møde er foreslået til {day(made.meeting)}. Ret datoerne i {_shown(made.params)}.")


@app.command()
def check(half_year: HalfYearArgument, raw: Raw = None, processed: Processed = None, plan: PlanFolder = None) -> None:
    """Kontrollér et halvårs udtræk uden at beregne noget: hvad mangler, og hvad er galt."""
    from hpanalysis.pipeline import check as check_half_year

    named, folders = half_year_named(half_year), workspace(raw=raw, processed=processed, plan=plan)
    with _progress() as progress:
        found = check_half_year.check(folders, named, progress)
    for line in found.lines():
        typer.echo(line)
    if not found.ready:
        raise typer.Exit(FAILED)


@app.command("list")
def list_half_years(raw: Raw = None, reports: Reports = None, plan: PlanFolder = None) -> None:
    """Vis halvårene: hvilke udtræk der ligger, hvad der skyldes, og hvad der er udgivet."""
    from hpanalysis.pipeline import overview

    for line in overview.lines(workspace(raw=raw, reports=reports, plan=plan)):
        typer.echo(line)


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
    found = load.AreaByAddress(workspace(plan=plan).plan).find(address)
    typer.echo(found.area_id or "-")
    if why := _UNSETTLED.get(found.met.name):
        typer.echo(why, err=True)


@app.command("new-key")
def new_key(
    path: Annotated[Path, typer.Argument(metavar="FIL", help="Filen, nøglen skrives til; uden for projektet.")],
) -> None:
    """Lav en nøgle til pseudonymer. Den må aldrig ligge i projektets mapper."""
    from hpanalysis import load

    load.new_key(path)
    typer.echo(f"Nøglen er skrevet. Sæt miljøvariablen HPANALYSIS_KEY_FILE til {path.name} med hele stien.")


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
    helhedsplan = workspace(plan=plan).plan
    result = room.of_file(file, helhedsplan, context or ())
    public = result.shown(helhedsplan.k)
    room.write(result if edition is Edition.CONFIDENTIAL else public, format_, to)
    if edition is Edition.CONFIDENTIAL and public != result:
        typer.echo(f"Svaret har udledte tal om færre end {helhedsplan.k} personer og må ikke udgives.", err=True)
    if to is not None:
        typer.echo(f"{room.summary(result)} Skrevet til {_shown(to.resolve())}.")
    if result.contradicted:
        raise typer.Exit(FAILED)


def _shown(path: Path) -> str:
    """The path as the user would write it: relative to where she stands, if it lies below."""
    here = Path.cwd().resolve()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _usage(error: Exception) -> str:
    """A misuse of the command line, in one Danish sentence."""
    named = getattr(error, "option_name", None) or getattr(error, "param_hint", None) or ""
    known = ", ".join(sorted(command.name or command.callback.__name__ for command in app.registered_commands))
    wrong = {
        "NoSuchOption": f"Tilvalget {named} kendes ikke.",
        "MissingParameter": "Der mangler noget i kommandoen.",
        "BadParameter": f"Værdien til {named} kan ikke bruges.",
    }.get(type(error).__name__, "Kommandoen kendes ikke, eller der står for meget på linjen.")
    return str(
        WrongUse(
            wrong,
            expected=f"en af kommandoerne {known}.",
            do="Skriv »hpanalysis --help« for at se, hvad der kan vælges.",
        )
    )


def _unforeseen(error: Exception) -> str:
    """An error nobody thought of, without its message and traceback: they could hold a person's value."""
    return finding(
        "",
        f"Der skete en uventet fejl ({safe_words(error)}). Det, der var udgivet, står uændret.",
        do="Kør igen. Sker det igen, så giv linjen her videre til dem, der vedligeholder programmet.",
    )


def main() -> None:
    """Run the command line and end the process with its exit code."""
    import hpanalysis.pipeline.lean_imports  # noqa: F401 before whatever a command imports

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = app(standalone_mode=False) or 0
    except Stop as stop:
        print(stop, file=sys.stderr)
        code = stop.exit_code
    except KeyboardInterrupt:
        print("Afbrudt. Det, der var udgivet, står uændret.", file=sys.stderr)
        code = FAILED
    except Exception as error:
        of_the_parser = hasattr(error, "format_message")
        print(_usage(error) if of_the_parser else _unforeseen(error), file=sys.stderr)
        code = WRONG_USE if of_the_parser else FAILED
    sys.exit(code)

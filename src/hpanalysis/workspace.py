"""Where things lie: the folders of a project and the tables in them. It reads; only the pipeline writes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hpanalysis import project_folders
from hpanalysis.cpr import find_plain, read_variants
from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.edition import Edition
from hpanalysis.errors import Stop, WrongUse

if TYPE_CHECKING:
    import pandas as pd

    from hpanalysis import plan as plans
    from hpanalysis.definitions.model import Source

# The extracts were made by `hpanalysis demo`: every page made on them says so.
SYNTHETIC_MARK = "SYNTETISK.txt"
# The protected folder of a half-year or an accounting year in data/processed, for the data unit alone.
CONFIDENTIAL_FOLDER = "fortroligt"
# What `hpanalysis new` writes to a half-year's folder: what is owed. No extract.
READ_ME = "LÆSMIG.txt"
# The folder in it with a workbook for each partner of the plan. No extract either.
PARTNERS = "parter"

# In the process of a page that is made: the edition of the run, and no notebook of it may open the other.
EDITION_OF_RUN = "HPANALYSIS_EDITION"

# The table of figures by sex and age band, which a run of the confidential edition alone makes.
BREAKDOWNS_TABLE = "opdelinger"
# The figures of groups that are published, of the breakdowns that the plan adopts; not there where it adopts none.
PUBLISHED_BREAKDOWNS_TABLE = "udgivne_opdelinger"
# The tables of the state's criteria; not there where the plan adopts no measure of them.
CRITERIA_TABLE, AREA_STATUSES_TABLE = "kriterier", "omraadestatus"
# The tables of a plan that keeps lists of participants, where one was delivered: reach and courses as they are
# published, and what relates the counts of reach to the figures.
REACH_TABLE, COURSES_TABLE, RELATED_REACH_TABLE = "deltagere", "forloeb", "maalgrupper"
# What became of the participants, and how alike the others are; of a plan with an activity that aims at an outcome.
OUTCOMES_TABLE, BALANCE_TABLE = "udfald", "balance"
# The tables that a run makes for some plans alone.
OPTIONAL_TABLES = frozenset(
    {PUBLISHED_BREAKDOWNS_TABLE, CRITERIA_TABLE, AREA_STATUSES_TABLE, REACH_TABLE, COURSES_TABLE, RELATED_REACH_TABLE}
    | {OUTCOMES_TABLE, BALANCE_TABLE}
)
# The run's tables that the confidential edition alone has.
CONFIDENTIAL_TABLES = frozenset({"fortrolig", BREAKDOWNS_TABLE})

# Tells a process where the plan of the run lies that it works for.
PLAN_VARIABLE = "HPANALYSIS_PLAN"
_VARIABLES = {
    "raw": "HPANALYSIS_RAW",
    "processed": "HPANALYSIS_PROCESSED",
    "reports": "HPANALYSIS_REPORTS",
    "plan_folder": PLAN_VARIABLE,
    "params": "HPANALYSIS_PARAMS",
}


def project_root() -> Path:
    """Find the project's folder: the nearest one upwards from the current folder that has params/ and notebooks/; else
    the one this package was installed from. Called where no root is given, and to refuse a key of pseudonyms that lies
    within the project."""
    return Path(project_folders.find_root())


def parse_half_year(text: str) -> HalfYear:
    """Read a half-year written `2026H1` or `2026h1`; anything else raises `WrongUse`. Called for the argument of a
    command, the parameter of a notebook and the choice in the secretariat's log."""
    try:
        return HalfYear.parse(text.upper())
    except UnknownHalfYear:
        raise WrongUse(
            "Halvåret kendes ikke.",
            expected="årstal, H og 1 eller 2, fx 2026H1 for 1. halvår 2026.",
            do="Skriv »hpanalysis list« for at se de halvår, der findes.",
        ) from None


def _stop_if_cpr_in_names(folder: Path, source: Source) -> None:
    """`Stop` if the name of a file or a folder in a half-year's folder has a CPR number in it, in a spelling that is
    used for nothing else. Called when a source's files are found, before any message can show a name. source: gives an
    example of a name."""
    for path in folder.iterdir():
        if any(next(find_plain(variant), None) for variant in read_variants(path.name)):
            name, it = ("Et filnavn", "filen") if path.is_file() else ("Navnet på en mappe", "mappen")
            raise Stop(
                f"{name} indeholder noget, der ligner et CPR-nummer. Navnet vises ikke.",
                place=f"Mappen data/raw/{folder.name}",
                expected=f"filnavne som {source.usual_file}.",
                do=f"Giv {it} et andet navn, og spørg, om sagen skal meldes som brud på persondatasikkerheden.",
                ask="databeskyttelsesrådgiveren.",
            )


# The endings of files that may hold a table, or several packed together.
_TABLE_ENDINGS = frozenset({".csv", ".txt", ".tsv", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".zip", ".gz", ".7z"})


def _stop_if_table_is_unread(paths: list[Path], source: Source) -> None:
    """`Stop` for a table that bears the source's name and another ending than the source has, such as elevfravaer.xlsx
    where CSV is read: a part of the delivery would be missing, and no word said. Called when a source's files are
    found. paths: the files in a half-year's folder."""
    begins = source.file.partition("*")[0].casefold()
    for path in paths:
        name = path.name.casefold()
        if name.startswith(begins) and path.suffix.casefold() in _TABLE_ENDINGS and not source.takes_file(path.name):
            raise Stop(
                "Filen har udtrækkets navn, men ikke den slags, der læses.",
                place=f"»{path.name}«",
                expected=f"{source.usual_file}.",
                do="Gem den som den slags fil, eller flyt den ud af mappen.",
            )


def find_files_of_source(source: Source, folder: Path) -> list[Path]:
    """Find a source's files in a half-year's folder, by name; none if there is no folder. Called wherever extracts are
    looked for: by runs, commands and the page on data quality. Case does not count; lock files of Excel do not. `Stop`
    for any file or folder with a CPR number in its name, and for a table with the source's name that would not be
    read."""
    if not folder.is_dir():
        return []
    _stop_if_cpr_in_names(folder, source)
    paths = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(("~$", ".")))
    _stop_if_table_is_unread(paths, source)
    return [path for path in paths if source.takes_file(path.name)]


def refuse_in_public_run(edition: Edition) -> None:
    """`WrongUse` for the confidential edition in a process that makes a page of a public run: its numbers would come on
    a page that is published. Called by every way to what only that edition has."""
    if edition is Edition.CONFIDENTIAL and os.environ.get(EDITION_OF_RUN) == Edition.PUBLIC.value:
        raise WrongUse(
            "Notesbogen åbner den fortrolige udgave, men siden, der laves, skal udgives.",
            place="Notesbogen",
            expected="den udgave, som kørslen laver: parameteren edition.",
            do="Skriv parameteren edition i kaldet, hvor notesbogen har »fortrolig«.",
        )


@dataclass(frozen=True)
class Workspace:
    """The folders a run reads and writes. All absolute. Made by the command line (`at`) or in a notebook
    (`from_environment`); every room asks it where files lie."""

    root: Path
    raw: Path
    processed: Path
    reports: Path
    plan_folder: Path
    params: Path

    @classmethod
    def at(cls, root: Path | None = None, **folders: Path | None) -> Workspace:
        """Make the workspace of a project's usual folders, with those named put elsewhere. Called for the options of
        the command line, for a notebook, and for a package that is made again in a temporary folder. root: the
        project's folder, None to find it. folders: by field, such as raw; None leaves the usual one."""
        root = root or project_root()
        usual = {field: root / path for field, path in project_folders.USUAL.items()}
        chosen = usual | {name: folder for name, folder in folders.items() if folder is not None}
        return cls(root, **{name: Path(folder).resolve() for name, folder in chosen.items()})

    @classmethod
    def from_environment(cls) -> Workspace:
        """Make the workspace of the folders that the pipeline hands to a notebook as environment variables, or the
        project's own in JupyterLab; a folder without its variable is the usual one. Called wherever a notebook opens a
        half-year or an accounting year."""
        named = {field: os.environ.get(variable) for field, variable in _VARIABLES.items()}
        return cls.at(**{field: Path(value) for field, value in named.items() if value})

    def environment(self) -> dict[str, str]:
        """The environment variables of the folders, name -> path, by which `from_environment` finds them again. Called
        when a run starts the processes that make its pages and the list of all publications."""
        return {variable: str(getattr(self, field)) for field, variable in _VARIABLES.items()}

    @property
    def notebooks(self) -> Path:
        """The folder of the reports' notebooks. Read wherever notebooks are run, watched for changes, digested or
        packed."""
        return self.root / "notebooks"

    @property
    def expectations(self) -> Path:
        """The folder of the data quality rules, as JSON. Read when data are validated, and when inputs are digested and
        packed."""
        return self.root / "expectations"

    @cached_property
    def plan(self) -> plans.Plan:
        """The plan, read from its folder when a run, command or notebook first asks (`plan.read_once`); `Stop` names a
        fault in its files."""
        from hpanalysis import plan as plans

        return plans.read_once(self.plan_folder)

    @property
    def synthetic(self) -> bool:
        """Whether the extracts are invented, by the mark of `hpanalysis demo` in their folder. Read when the key of
        pseudonyms is chosen, for records and letters to the auditor, and for every page, which says so."""
        return (self.raw / SYNTHETIC_MARK).is_file()

    def raw_folder(self, half_year: HalfYear) -> Path:
        """data/raw/<half-year>: the folder that a half-year's extracts are delivered to (it need not exist). Called
        where extracts are looked for, and by the command that prepares a half-year."""
        return self.raw / str(half_year)

    def raw_files(self, source: Source, half_year: HalfYear) -> list[Path]:
        """The extracts of a source as delivered in a half-year, by name; none if the folder is not there. Called when
        raw files to be deleted are listed, and when LÆSMIG.txt says when each source was delivered last."""
        return find_files_of_source(source, self.raw_folder(half_year))

    def folder(self, half_year: HalfYear) -> Path:
        """data/processed/<half-year>: tables and frames of a half-year's runs, internal and never published. Called for
        the paths of tables, frames and checks."""
        return self.processed / str(half_year)

    def frame(self, source: str, half_year: HalfYear) -> Path:
        """The Parquet file with a source's rows as delivered in a half-year, pseudonymised (it need not exist). Called
        wherever the file is written, read, digested or looked for."""
        return self.folder(half_year) / "frames" / f"{source}.parquet"

    def deliveries(self, source: str, last: HalfYear) -> dict[HalfYear, Path]:
        """The frames of a source that were delivered up to `last`, oldest first; half-years without one are left out.
        Called when figures are measured: each window is read from the delivery that has it."""
        paths = {h: self.frame(source, h) for h in last.since(self.plan.first)}
        return {h: path for h, path in paths.items() if path.is_file()}

    def inputs_path(self, half_year: HalfYear) -> Path:
        """The JSON file of what the half-year's run is made from, by digest (it need not exist). It is `inputs` of the
        run's manifest.json. Called when a run writes it, and when the definition pages read it."""
        return self.folder(half_year) / "inputs.json"

    def table_path(self, name: str, half_year: HalfYear) -> Path:
        """The Parquet file of one of the run's tables, such as measured, pattern, judged, fortrolig or checks. Called
        when a run writes, reads or digests such a table."""
        return self.folder(half_year) / f"{name}.parquet"

    def has_table(self, name: str, half_year: HalfYear) -> bool:
        """Whether a run wrote one of its tables that not every plan has. Called before such a table is read."""
        return self.table_path(name, half_year).is_file()

    def table(self, name: str, half_year: HalfYear) -> pd.DataFrame:
        """Read one of a run's tables, by its name as in `table_path`; `Stop` if the half-year has not been run, or the
        table is damaged. Called wherever a step of a run, a page, a notebook or a package needs the table."""
        import pandas as pd

        if name in CONFIDENTIAL_TABLES:
            refuse_in_public_run(Edition.CONFIDENTIAL)
        path = self.table_path(name, half_year)
        wrong = f"Halvåret {half_year} er ikke kørt endnu."
        if path.is_file():
            try:
                return pd.read_parquet(path)
            except ValueError:  # no Parquet file, or one that was cut short
                wrong = f"Tabellen {name} er ikke, som kørslen skrev den."
        raise Stop(
            wrong,
            place="Notesbogen",
            expected=f"tabellen {name} i data/processed/{half_year}.",
            do=f"Skriv »hpanalysis run {half_year}«, og åbn notesbogen igen.",
        )

    def judged(self, half_year: HalfYear, edition: Edition = Edition.PUBLIC) -> pd.DataFrame:
        """Read a half-year's judged figures in data/processed, without the hidden numbers (offentlig) or with these
        joined back (fortrolig). Called for the figures of a half-year's pages, and where a notebook computes them anew,
        to compare. `Stop` if the half-year has not been run."""
        return self.table("judged" if edition is Edition.PUBLIC else "fortrolig", half_year)

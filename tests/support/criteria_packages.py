"""As much of a package as the check of the state's criteria reads, without a run: figures drawn at random, judged for
real, and both tables written by the program's own code."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

import numpy as np
import pandas as pd

from disclosed_tables import AREAS, RANDERS, figure, hidden, judged, year
from hpanalysis import judge
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Unit
from hpanalysis.pipeline import figures
from hpanalysis.plan import Plan
from hpanalysis.verify.checks import criteria
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State
from hpanalysis.verify.opening.package import DATA, Package
from judged_packages import PUBLISHED, make_package
from plan_files import LAW
from projects import ROOT

PROJECT = f"{DATA}projekt/"
LAW_FILE = f"{PROJECT}params/law/criteria.csv"
CRITERIA, STATUSES = f"{PUBLISHED}kriterier.csv", f"{PUBLISHED}omraadestatus.csv"
# Of each measure in per cent: limits of the law, and figures on both sides of them. The convicted are held against the
# country's share of 0.7 per cent.
_LEVELS = {
    "kriterie_beskaeftigelse": (30, 40, 20, 35, 50),
    "kriterie_doemte": (1.4, 2.1, 2.7, 0.9, 3),
    "kriterie_grundskole": (50, 60, 40, 70),
    "kriterie_indkomst": (55, 65, 60, 40, 90),
    "kriterie_ikke_vestlige": (30, 50, 20, 40, 60),
}
COUNTRY_SHARE = 0.7


def draw_figures(seed: int, first: int, last: int, plan: Plan = RANDERS) -> pd.DataFrame:
    """The judged figures of the lists of some years. Some are hidden, some years not delivered, some just at a limit;
    of some areas there live fewer than 1,000, and of a few it is not known how many."""
    rng = np.random.default_rng(seed)
    assert plan.country is not None
    rows = []
    for key, levels in _LEVELS.items():
        scale = catalogue.indicators()[key].unit.scale if catalogue.indicators()[key].unit is not Unit.MEAN else 1
        for list_year in range(first, last + 1):
            for area_id in AREAS:
                n = int(rng.choice([990, 999, 1000, 1400, 2000]))
                x = round(rng.choice(levels) * n / scale + rng.choice([-1, 0, 0, 1]))
                happens = rng.random()
                if happens < 0.12:
                    rows.append(hidden(key, year(list_year), area_id))
                elif happens > 0.05 + 0.12:
                    rows.append(figure(key, year(list_year), area_id, max(x, 0), n))
            if key == "kriterie_doemte" and rng.random() > 0.1:
                n = 100_000
                x = 0 if rng.random() < 0.1 else round(COUNTRY_SHARE * n / 100)
                rows.append(figure(key, year(list_year), plan.country.id, x, n))
    return judged(*rows, plan=plan).reset_index()


def pack(table: pd.DataFrame, plan: Plan = RANDERS) -> Package:
    """A package of a judged table, with the plan of Randers, the law and the program's declarations."""
    tables = judge.make_criteria_tables(table, plan)
    texts = {
        "kriterier.csv": figures.format_criteria_csv(tables[0]),
        "omraadestatus.csv": figures.format_area_statuses_csv(tables[1]),
    }
    package = make_package(table, plan, **texts)
    package.files[LAW_FILE] = (LAW / "criteria.csv").read_bytes()
    for folder in ("params/plan", "src/hpanalysis/definitions"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".csv", ".yaml"):
                package.files[f"{PROJECT}{path.relative_to(ROOT).as_posix()}"] = path.read_bytes()
    return package


def check(package: Package) -> Outcome:
    """The outcome of the check by itself, as a package's check has it."""
    try:
        return criteria.check(package, Declarations(package))
    except Broken as broken:
        return Outcome(criteria.NAME, State.FAILS, "én fejl.", (str(broken),))


def change(package: Package, name: str, edit: Callable[[list[dict[str, str]]], object]) -> Package:
    """The package with the rows of a CSV file edited."""
    reader = csv.DictReader(io.StringIO(package.files[name].decode("utf-8"), newline=""))
    rows = list(reader)
    edit(rows)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, reader.fieldnames or (), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return Package(package.name, package.files | {name: out.getvalue().encode("utf-8")}, (), zipped=True)


def change_text(package: Package, name: str, old: str, new: str) -> Package:
    """The package with a text of a file changed once; it must be there."""
    text = package.files[name].decode("utf-8")
    assert old in text, f"{name} does not hold what was to be edited"
    return Package(package.name, package.files | {name: text.replace(old, new, 1).encode("utf-8")}, (), zipped=True)


def change_target_value(package: Package, value: str) -> Package:
    """The package whose definitioner.json tells another limit of the criterion that is a target."""
    name = f"{PUBLISHED}definitioner.json"
    told = json.loads(package.files[name])
    told["indicators"]["kriterie_beskaeftigelse"]["judging"]["target_value"] = value
    return Package(package.name, package.files | {name: json.dumps(told).encode("utf-8")}, (), zipped=True)

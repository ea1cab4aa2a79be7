"""As much of a package as the checks of participants read, without a run: target groups, participants and courses drawn
at random, protected, related and written by the program's own code."""

from __future__ import annotations

import json
from functools import cache

import numpy as np
import pandas as pd

from disclosed_tables import AREAS, HALF, MUNICIPALITY, RANDERS, TOTAL, figure
from hpanalysis import disclose, judge, measure
from hpanalysis.definitions import catalogue, reach
from hpanalysis.definitions.breakdowns import Breakdown, list_groups
from hpanalysis.definitions.windows import Span
from hpanalysis.pipeline.publication import published_definitions, published_reach
from hpanalysis.tables import CONTROL, COURSES, LINKED, MEASURED, REACH
from hpanalysis.verify.checks.participants import reach as reach_check
from hpanalysis.verify.declared.declarations import Declarations
from hpanalysis.verify.opening.outcomes import Broken, Outcome, State
from hpanalysis.verify.opening.package import DATA, Package
from judged_packages import PUBLISHED, make_package
from projects import ROOT

PROJECT = f"{DATA}projekt/"
REACH_FILE, COURSES_FILE = f"{PUBLISHED}deltagere.csv", f"{PUBLISHED}forloeb.csv"
DEFINITIONS_FILE, MANIFEST_FILE = f"{PUBLISHED}definitioner.json", f"{PUBLISHED}manifest.json"
ACTIVITIES_FILE = f"{PROJECT}params/plan/activities.csv"
# Of each target group: how many there are in an area, and how many of ten take part.
_SIZES = {"voksne_beboere": 400, "aktivitetsparate": 70, "elever_8_klasse": 14, "moedre_paa_kontanthjaelp": 25}
# An indicator, and how many are in its denominator for each member of the target group whose extract it shares.
_COUNTED = {
    "elevfravaer_over_10": ("elever_fravaer_over_10", 8),
    "moedre_kontanthjaelp": ("moedre_paa_kontanthjaelp", 4),
}
_EMPTY = dict.fromkeys(MEASURED.names)


def _draw_persons(rng: np.random.Generator, target_id: str, target) -> pd.DataFrame:
    """The members of a target group: area, age band, and whether they are worst placed."""
    size = _SIZES.get(target_id, 40)
    sizes = rng.integers(size // 3, size * 2, len(AREAS))
    n = int(sizes.sum())
    bands = [band.id for band in list_groups(target.source, Breakdown.AGE)]
    return pd.DataFrame(
        {
            "area": np.repeat(AREAS, sizes),
            "band": rng.choice(bands, n, p=np.arange(1, len(bands) + 1) / sum(range(1, len(bands) + 1))),
            "hardest": rng.random(n) < 0.35,
        }
    )


def _count(persons: pd.DataFrame) -> dict:
    n = len(persons)
    return {"reached": int(persons["reached"].sum()), "members": n, "status": "vist" if n else "ingen personer"}


def _list_rows(activity, target_id: str, target, span: Span, base: str, persons: pd.DataFrame) -> list[dict]:
    common = {"activity_id": activity.activity_id, "half_year": str(HALF), "target_group": target_id, "base": base}
    common |= {"window": span.id, "window_start": span.start, "window_end": span.end}
    common |= {"breakdown": "", "group_id": "", "group": ""}
    rows = [common | {"area_id": area} | _count(persons[persons["area"] == area]) for area in AREAS]
    common["area_id"] = TOTAL
    rows.append(common | _count(persons))
    for band in list_groups(target.source, Breakdown.AGE):
        told = {"breakdown": reach.BY_AGE, "group_id": band.id, "group": band.name_da}
        rows.append(common | told | _count(persons[persons["band"] == band.id]))
    if target.hardest is not None:
        told = {"breakdown": reach.BY_NEED, "group_id": reach.HARDEST, "group": target.hardest_label}
        rows.append(common | told | _count(persons[persons["hardest"]]))
    return rows


def _measure(key: str, span: Span, counts: dict[str, tuple[int, int]]) -> list[dict]:
    """Rows of an indicator of heads: area -> numerator and denominator."""
    total = tuple(map(sum, zip(*counts.values(), strict=True)))
    counts = counts | {TOTAL: total, MUNICIPALITY: (3 * total[0], 4 * total[1])}
    window = span.id, span.start, span.end
    return [
        _EMPTY
        | figure(key, window, area, x, n)
        | {"denominator_persons": n, "numerator_persons": x, "complement_persons": n - x}
        for area, (x, n) in counts.items()
    ]


def _measure_time(rng: np.random.Generator, key: str, span: Span, delivered_in: str) -> list[dict]:
    """Rows of an indicator of persons' months, far from any limit of protection."""
    rows = []
    for area in (*AREAS, TOTAL, MUNICIPALITY):
        n = 300 * (len(AREAS) if area == TOTAL else 40 if area == MUNICIPALITY else 1)
        months = rng.binomial(12, 0.2, n)
        told = {"denominator_persons": n, "numerator_persons": n // 2, "complement_persons": n - 10}
        told |= {"sum_nn": int((months**2).sum()), "sum_nd": 12 * int(months.sum()), "sum_dd": 144 * n}
        told |= {"half_year": delivered_in, "delivered_in": delivered_in}
        window = span.id, span.start, span.end
        rows.append(_EMPTY | figure(key, window, area, int(months.sum()), 12 * n, **told))
    total = [sum(row[name] for row in rows[: len(AREAS)]) for name in ("numerator", "sum_nn", "sum_nd")]
    rows[len(AREAS)] |= dict(zip(("numerator", "sum_nn", "sum_nd"), total, strict=True))
    return rows


def _draw_activities(rng: np.random.Generator) -> tuple[list[dict], list[dict], list[dict]]:
    """The rows of reach and of courses, and the measured figures that the target groups are counted by."""
    groups: dict[str, pd.DataFrame] = {}
    rows: list[dict] = []
    courses: list[dict] = []
    measured: list[dict] = []
    for activity in RANDERS.followed_activities:
        inside = 0
        if activity.target_group:
            target_id, target = measure.find_target(activity)
            span = target.window.latest(HALF.cutoff)
            if target_id not in groups:
                groups[target_id] = _draw_persons(rng, target_id, target)
            at = rng.choice([0.02, 0.3, 0.5])
            persons = groups[target_id].assign(reached=rng.random(len(groups[target_id])) < at)
            base = {"moedre_kontanthjaelp": "moedre_kontanthjaelp@3"}.get(target.same_as, target.same_as)
            rows += _list_rows(activity, target_id, target, span, base, persons)
            inside = int(persons["reached"].sum())
        participants = inside + int(rng.integers(0, 40))
        ended = int(rng.binomial(participants, 0.4))
        courses.append(
            {"activity_id": activity.activity_id, "half_year": str(HALF), "participants": participants}
            | {"ended": ended, "finished": int(rng.binomial(ended, 0.6)), "weeks": 4 + 20 * rng.random()}
        )
    indicators = catalogue.indicators()
    for key, (target_id, times) in _COUNTED.items():
        members = groups[target_id]["area"].value_counts().to_dict()
        span = indicators[key].window.latest(HALF.cutoff)
        measured += _measure(key, span, {area: (members[area], times * members[area]) for area in AREAS})
    residents = groups["voksne_beboere"]["area"].value_counts().to_dict()
    span = indicators["kontanthjaelp_laenge"].window.latest(HALF.cutoff)
    measured += _measure("kontanthjaelp_laenge", span, {area: (n // 5, n) for area, n in residents.items()})
    span = indicators["ungdomsskole"].window.latest(HALF.cutoff)
    measured += _measure("ungdomsskole", span, {area: (int(rng.integers(0, 60)), 130) for area in AREAS})
    for half_year in (HALF.previous, HALF):
        span = indicators["kontanthjaelp"].window.latest(half_year.cutoff)
        measured += _measure_time(rng, "kontanthjaelp", span, str(half_year))
    return rows, courses, measured


@cache
def draw_package(seed: int) -> Package:
    """A package of a half-year in which the followed activities of Randers have participants drawn at random."""
    rng = np.random.default_rng(seed)
    rows, courses, measured_rows = _draw_activities(rng)
    measured = pd.DataFrame(measured_rows, columns=MEASURED.names)
    pattern = disclose.choose_pattern(measured, RANDERS)
    links = pd.DataFrame(columns=LINKED.names)
    judged = judge.judge(disclose.apply_pattern(measured, pattern, links), RANDERS, HALF)
    counted = pd.DataFrame(rows, columns=REACH.names).astype({"reached": "int64", "members": "int64"})
    told = published_reach.choose_published_reach(
        counted,
        pd.DataFrame(courses),
        HALF,
        measured,
        pattern,
        RANDERS,
        published_reach.ToldReach(counted.iloc[:0], pd.DataFrame(columns=COURSES.names)),
        published=None,
        control=pd.DataFrame(columns=CONTROL.names).astype(CONTROL.dtypes),
    )
    texts = {
        "deltagere.csv": published_reach.format_reach_csv(told.reach),
        "forloeb.csv": published_reach.format_courses_csv(told.courses),
        "definitioner.json": published_definitions.format_definitions_json(judged, RANDERS, told.told),
        "manifest.json": json.dumps({"inputs": {"extracts": {f"{HALF}/deltagere": {}}}}),
        "udgivelseslog.json": json.dumps(
            {"format": 1, "entries": [{"half_year": str(HALF), "indicators_sha256": "", "before": ""}]}
        ),
    }
    package = make_package(judged, RANDERS, **texts)
    for folder in ("params/plan", "src/hpanalysis/definitions", "src/hpanalysis/plan", "src/hpanalysis/tables"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".py", ".csv", ".yaml"):
                package.files[f"{PROJECT}{path.relative_to(ROOT).as_posix()}"] = path.read_bytes()
    return package


def check(package: Package) -> Outcome:
    """The outcome of the check `deltagere` by itself, as a package's check has it."""
    try:
        return reach_check.check(package, Declarations(package))
    except Broken as broken:
        return Outcome(reach_check.NAME, State.FAILS, "én fejl.", (str(broken),))

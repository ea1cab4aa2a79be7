"""The files of a plan's folder -> Plan. A missing file, column or key raises `Stop` with file and place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from hpanalysis import law
from hpanalysis.by_hand import strict_yaml
from hpanalysis.by_hand.model_faults import list_faults
from hpanalysis.definitions import catalogue
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.law import Base, CriterionId, Law, Unit, Version
from hpanalysis.plan import area_map, choices, contradictions, coverage, data_agreements, duties, ids, parsing
from hpanalysis.plan.agreed import activities, budget, chain, hours, members, milestones, outcomes, promises
from hpanalysis.plan.csv_files import FILES, read_rows, refuse
from hpanalysis.plan.merging import merge_areas
from hpanalysis.plan.model import Delmaal, Plan, Target
from hpanalysis.plan.rows import AddressRange, Department, DepartmentsElsewhere, StreetElsewhere
from hpanalysis.plan.settings import LEAST_K, LEAST_POWER, MOST_MARGIN, MOST_POWER, Settings

# The files of a plan's folder that what is published is made of, as patterns.
PATTERNS = ("*.csv", "plan.yaml", area_map.FILE)
# What figures are judged by -> the numbers that it may be, in Danish.
_JUDGED_BY = {
    "judgement.margin": f"et tal over 0 og højst {MOST_MARGIN}.",
    "judgement.power": f"et tal fra {LEAST_POWER} til {MOST_POWER}, som 0.8.".replace("0.", "0,"),
}


def _read_settings(folder: Path) -> Settings:
    """plan.yaml as settings; `Stop` where the file is missing, or names the first key that is not known or cannot be
    used (`WrongUse` for a margin or a power outside its range). Called once when the plan is read."""
    path = folder / "plan.yaml"
    if not path.is_file():
        raise refuse("plan.yaml", "Filen mangler.", "planens navn, periode og delaftaler.")
    try:
        return Settings(**strict_yaml.read(path))
    except ValidationError as error:
        first = list_faults(path, error)[0]
        where = f"»plan.yaml« i planens mappe, linje {first.line}"
        expected = first.expected or _describe_expected(first.dotted)
        # What figures are judged by is chosen by whoever runs the program, as the words of a command are.
        refusal = WrongUse if first.dotted in _JUDGED_BY else Stop
        raise refusal(first.sentence, place=where, expected=expected, do="Ret linjen, og kør igen.") from None


def _describe_expected(where: str) -> str:
    """What plan.yaml should have held, in Danish; called for the `Stop` about a key (where) such as `disclosure.k`."""
    if where in _JUDGED_BY:
        return _JUDGED_BY[where]
    if where == "disclosure.participants_k":
        return "et helt tal, der er mindst k."
    return f"et helt tal fra {LEAST_K}." if where == "disclosure.k" else f"nøglerne {', '.join(Settings.model_fields)}."


def _check_references(plan: Plan) -> None:
    """`Stop` for an id that a file names and the file that owns it does not have, and for an areas.csv without exactly
    one total and one municipality. Called once when all files of the plan are read, before areas are merged."""
    areas = {area.id for area in plan.all_areas}
    printed_areas = areas | {merged.id for merged in plan.settings.merged_areas}
    goals = {delmaal.id for delmaal in plan.delmaal} | {group.id for group in plan.settings.figure_groups}
    agreements = {agreement.id for agreement in plan.settings.agreements}
    adopted = {adoption.indicator_id for adoption in plan.adoptions}
    for kind in ("total", "municipality"):
        if len([area for area in plan.all_areas if area.kind == kind]) != 1:
            raise refuse(
                "areas.csv",
                f"Der skal være præcis én række af slagsen {kind}.",
                "area, total, municipality, country.",
            )
    for name, used, owned, owner in (
        ("delmaal.csv", {d.agreement_id for d in plan.delmaal}, agreements, "plan.yaml"),
        ("adoption.csv", {a.delmaal_id for a in plan.adoptions}, goals, "delmaal.csv eller plan.yaml's figure_groups"),
        ("baselines.csv", {p.area_id for p in plan.printed}, printed_areas, "areas.csv"),
        ("addresses.csv", {row.area_id for row in plan.addresses}, areas, "areas.csv"),
        ("departments.csv", {row.area_id for row in plan.departments}, areas, "areas.csv"),
        ("coverage.csv", {row.area_id for row in plan.coverage}, areas, "areas.csv"),
        ("context.csv", {fact.area_id for fact in plan.context}, printed_areas, "areas.csv"),
        ("context.csv", {fact.indicator_id for fact in plan.context} - {""}, adopted, "adoption.csv"),
        ("events.csv", {event.area_id for event in plan.events}, areas, "areas.csv"),
        ("events.csv", {i for e in plan.events for i in e.indicators}, adopted, "adoption.csv"),
    ):
        if unknown := used - owned:
            raise refuse(name, f"{sorted(unknown)[0]} findes ikke i {owner}.", f"en nøgle fra {owner}.")
    _check_supplementary(plan)


def _refuse_shared_group_ids(groups: list[str], others: list[str]) -> None:
    """`Stop` where a group of figures (id) has the id of another group, or of an agreement or a delmål, because
    adoption.csv names groups and delmål in one column. Called once when the plan is read. others: the ids of agreements
    and delmål."""
    shared = [one for number, one in enumerate(groups) if one in (*others, *groups[:number])]
    if shared:
        wrong = f"Gruppen {shared[0]} i figure_groups har samme nøgle som noget andet."
        raise refuse("plan.yaml", wrong, "en nøgle, som intet delmål, ingen aftale og ingen anden gruppe har.")


def find_law_folder(folder: Path) -> Path:
    """Where the state's criteria stand beside a plan's folder, such as params/law beside params/plan: the same for
    every plan, so it is no part of one. Called when the plan is read, and for the files that a publication is made
    of."""
    return folder.parent / "law"


def _read_law(plan: Plan) -> Law | None:
    """The state's criteria, if an indicator that the plan adopts is the measure of one; else None, because a plan
    without them needs no law. Called once when the plan is read. `Stop` where the law is missing or cannot be used, and
    for a target below a criterion that is not judged against its limit alone."""
    measured = {key: indicator.criterion for key, indicator in catalogue.indicators().items() if indicator.criterion}
    adopts_one = any(adoption.indicator_id in measured for adoption in plan.adoptions)
    rules = law.read(find_law_folder(plan.folder)) if adopts_one else None
    version = None if rules is None else rules.version_on(law.list_day(plan.settings.end.year))
    judged = [key for key, criterion in measured.items() if version is not None and _has_own_limit(version, criterion)]
    parts = {part for merged in plan.settings.merged_areas for part in merged.areas}
    for line, adoption in plan.number_rows("adoption.csv", plan.adoptions):
        # Merged areas are one to the program and several to the law, which asks of each whether 1,000 live there.
        if adoption.indicator_id in measured and parts & set(adoption.areas):
            wrong = f"Linje {line}: {adoption.indicator_id} er statens, og loven ser på hvert område for sig."
            raise refuse("adoption.csv", wrong, "kun områder, der ikke vises sammen med andre (merged_areas).")
        if adoption.target is Target.BELOW_STATE_CRITERION and adoption.indicator_id not in judged:
            wrong = f"Linje {line}: {adoption.indicator_id} kan ikke have statens kriterium som mål."
            expected = (
                f"et kriterium, som loven holder direkte op mod en grænse i pct.: {', '.join(judged) or 'intet'}."
            )
            raise refuse("adoption.csv", wrong, expected)
    return rules


def _has_own_limit(version: Version, criterion: str) -> bool:
    """Whether a criterion is counted as the mean of two years' shares, held against a limit in per cent and nothing
    else. Called for each measure that a target may be named for: the verdict, and its words, are of such a mean. The
    convicted and the incomes are held against the country's and the region's, and their distance stands on the page of
    the state's criteria."""
    counted = (one for rule in version.rules.values() for one in rule.counted if one.id is CriterionId(criterion))
    return any(one.unit is Unit.PERCENT and one.base is Base.NONE and one.years == 2 for one in counted)


def _check_supplementary(plan: Plan) -> None:
    """`Stop` for an adopted indicator that is supplementary in one way and not in the others: it stands in a group of
    figures and not under a delmål, its target is `supplerende`, and asked_by_da says who asked for it. Called once,
    when it is known that every adoption names a delmål or a group."""
    for line, adoption in plan.number_rows("adoption.csv", plan.adoptions):
        in_group = plan.find_group_of(adoption) is not None
        if not in_group == adoption.is_supplementary == bool(adoption.asked_by):
            raise refuse(
                "adoption.csv",
                f"Linje {line}: {adoption.indicator_id} er kun delvist et supplerende tal.",
                "en gruppe fra figure_groups i delmaal_id, supplerende i target og, hvem der har bedt om tallet, i "
                "asked_by_da - eller et delmål, et mål og et tomt felt.",
            )


def read(folder: Path, *, as_printed: bool = False) -> Plan:
    """The plan in `folder`, such as params/plan. A missing file, column or key, or one that cannot be used, raises
    `Stop` with file and place. Called when a command or notebook first asks its workspace for the plan, and by `demo`.
    as_printed: True keeps each area of areas.csv by itself (for `demo`); False puts areas that are shown together only
    into one."""
    if not folder.is_dir():
        raise Stop(
            f"Mappen »{folder.name}« med planen findes ikke.",
            expected="en mappe som params/plan.",
            do="Ret stien efter --plan.",
        )
    rows = {name: read_rows(folder, name) for name in FILES}
    all_areas = tuple(parsing.parse_area(row) for row in rows["areas.csv"])
    area_ids = [area.id for area in all_areas if area.is_area]
    settings = _read_settings(folder)
    margin = settings.judgement.margin
    agreements = [agreement.id for agreement in settings.agreements]
    goals = [row["delmaal_id"] for row in rows["delmaal.csv"]]
    groups = [group.id for group in settings.figure_groups]
    ids.refuse_odd_ids([area.id for area in all_areas], [*agreements, *groups], goals, refuse)
    _refuse_shared_group_ids(groups, [*agreements, *goals])
    agreed = activities.parse_activities(rows[activities.FILE], agreements, area_ids, refuse)
    seats = members.parse_members(rows[members.FILE], refuse)
    parsing.refuse_breakdowns_that_bound_each_other(rows["adoption.csv"])
    plan = Plan(
        folder=folder,
        settings=settings,
        all_areas=all_areas,
        areas_as_printed=all_areas,
        delmaal=tuple(Delmaal(*(row[c] for c in FILES["delmaal.csv"])) for row in rows["delmaal.csv"]),
        adoptions=tuple(parsing.parse_adoption(row, area_ids, margin) for row in rows["adoption.csv"]),
        printed=tuple(parsing.parse_printed(row) for row in rows["baselines.csv"]),
        addresses=parsing.parse_rows(AddressRange, rows["addresses.csv"]),
        departments=parsing.parse_rows(Department, rows["departments.csv"]),
        streets_elsewhere=parsing.parse_rows(StreetElsewhere, rows["streets_elsewhere.csv"]),
        departments_elsewhere=parsing.parse_rows(DepartmentsElsewhere, rows["departments_elsewhere.csv"]),
        activities=agreed,
        promises=promises.parse_promises(rows[promises.FILE], agreed, refuse),
        hours=hours.parse_hours(rows[hours.FILE], agreed, refuse),
        milestones=milestones.parse_milestones(rows[milestones.FILE], agreements, agreed, refuse),
        members=seats,
        budget=budget.parse_budget(rows[budget.FILE], agreements, refuse),
        chain=chain.parse_chain(rows[chain.FILE], agreed, goals, refuse),
        context=parsing.parse_context(rows["context.csv"]),
        data_agreements=data_agreements.parse_data_agreements(rows["sources.csv"], refuse),
        coverage=coverage.parse_coverage(rows["coverage.csv"], (row["source"] for row in rows["sources.csv"]), refuse),
        choices=choices.parse_choices(
            rows[choices.FILE], {row["indicator_id"] for row in rows["adoption.csv"]}, refuse
        ),
        contradictions=contradictions.parse_contradictions(rows[contradictions.FILE], refuse),
        events=tuple(parsing.parse_event(row) for row in rows["events.csv"]),
        duties=duties.parse_duties(rows["governance.csv"], {seat.body_id for seat in seats}, refuse),
        lines={name: tuple(row.line for row in found) for name, found in rows.items()},
    )
    _check_references(plan)
    of_delmaal = {adoption.indicator_id: adoption.delmaal_id for adoption in plan.adoptions}
    outcomes.refuse_outcomes(rows[activities.FILE], agreed, of_delmaal, plan.chain, refuse)
    plan = replace(plan, law=_read_law(plan))
    # Last, for the map is held against areas whose keys are known to be right.
    plan = replace(plan, area_map=area_map.read_area_map(folder, area_ids, refuse))
    return plan if as_printed else merge_areas(plan)

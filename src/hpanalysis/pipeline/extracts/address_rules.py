"""Rules on whether a delivery's persons can be placed in areas: counts in the checks, addresses for the data unit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.load.frame import Loaded
from hpanalysis.load.placing.address_tally import AddressTally
from hpanalysis.pipeline.extracts import confidential_files
from hpanalysis.pipeline.storage.files import remove_file
from hpanalysis.plan import Area, Plan
from hpanalysis.tables import CHECKS, Severity
from hpanalysis.workspace import Workspace

OWNER = "Monitoreringsenheden"
# Of a delivery's rows, the share that may have an address or a person that cannot be placed.
MOST_UNSETTLED = 0.005
# The share that may have an address that is none: protected addresses, persons without a home. Few rows may be chance.
MOST_UNREADABLE, FEW_UNREADABLE = 0.05, 10
# The rules that stop a run, by their last word; the others are for information.
CRITICAL_RULES = ("laesbare",)
# Of an area's residents that areas.csv tells of, the share that the source's ages may come to: the adults' other part
# is 65 or older, and six of the children's eighteen years are 13 to 18.
ADULTS, CHILDREN = (0.5, 1.0), (0.1, 0.7)
COLUMNS = ("slags", "adresse", "ligner", "raekker")

RuleResult = tuple[str, str, str, int, int, bool]  # the rule's last word, description, reason, rows, failed, held


def _check_addresses(addresses: AddressTally) -> RuleResult:
    """Evaluate rule `<source>-adresser`: few addresses resemble one of the plan without being it, cannot be read, or
    are on a street that the municipality does not have. Called for each delivery with addresses. In the result, rows
    counts those with an address, and failed those whose address is not settled."""
    failed = addresses.near_misses + addresses.unreadable + addresses.unlisted
    rows = addresses.matched + failed
    return (
        "adresser",
        "Højst 0,5 pct. af adresserne kan ikke genkendes.",
        "En adresse, der kun ligner en vej i planen eller ikke kan læses, tælles ikke med i sit område. Adresserne "
        "står i halvårets beskyttede mappe.",
        rows,
        failed,
        failed <= MOST_UNSETTLED * rows,
    )


def _check_readable(addresses: AddressTally) -> RuleResult:
    """Evaluate rule `<source>-laesbare`: nearly all addresses can be read at all. Called for each delivery with
    addresses. A broken rule stops the run, because the areas would be published without the persons of unread
    addresses."""
    rows = addresses.matched + addresses.near_misses + addresses.unreadable + addresses.unlisted
    return (
        "laesbare",
        "Højst 5 pct. af adresserne kan ikke læses, eller højst 10.",
        "Adresserne er måske skrevet på en anden måde eller står i en anden kolonne, og personerne ville mangle i "
        "områderne.",
        rows,
        addresses.unreadable,
        addresses.unreadable <= max(MOST_UNREADABLE * rows, FEW_UNREADABLE),
    )


def _check_history(rows: int, placed: int) -> RuleResult:
    """Evaluate rule `<source>-bopael`: few rows are of a person whom the residence history does not know. Called for
    each delivery that a history placed in areas. rows: all of the delivery's. placed: those that the history placed."""
    return (
        "bopael",
        "Højst 0,5 pct. af rækkerne mangler i bopælshistorikken.",
        "En person, som historikken ikke fortæller om, hører til efter adressen i udtrækket.",
        rows,
        rows - placed,
        rows - placed <= MOST_UNSETTLED * rows,
    )


def _count_residents(area: Area, ages: tuple[int, int]) -> int | None:
    """An area's adults, or its children where the ages begin below 18, by the plan's areas.csv; None where the file
    does not say. Called for each area when a delivery is checked against its number of residents. ages: the first and
    the last age that the source holds everyone of."""
    facts = {name.rsplit("_", 1)[0]: number for name, number in area.facts.items()}
    residents, children = facts.get("residents", ""), facts.get("children_under_18", "")
    if not (residents.isdigit() and children.isdigit()):
        return None
    return int(residents) - int(children) if ages[0] >= 18 else int(children)


def _check_residents(source: Source, frame: pd.DataFrame, plan: Plan) -> RuleResult | None:
    """Evaluate rule `<source>-beboere`: each area has about the persons it should have, at the delivery's latest date.
    Called for each delivery. None for a source that does not hold everyone of some ages, and where areas.csv gives no
    area's residents. In the result, rows and failed count areas."""
    ages = source.everyone_aged
    if ages is None:
        return None
    known = {area.id: number for area in plan.areas if (number := _count_residents(area, ages))}
    if not known:
        return None
    least, most = ADULTS if ages[0] >= 18 else CHILDREN
    latest = frame[frame[source.period] == frame[source.period].max()]
    persons = latest.groupby("area_id")["person"].nunique()
    failed = sum(not least * number <= persons.get(area_id, 0) <= most * number for area_id, number in known.items())
    group = "voksne beboere" if ages[0] >= 18 else "børn under 18 år"
    return (
        "beboere",
        f"I hvert område er antallet af {ages[0]}-{ages[1]}-årige mellem {100 * least:.0f} og {100 * most:.0f} pct. "
        f"af områdets {group} i planen.",
        "Er antallet et andet, bliver områdets adresser måske ikke genkendt, eller udtrækket har ikke alle med.",
        len(known),
        failed,
        failed == 0,
    )


def _check_delivery(source: Source, loaded: Loaded, plan: Plan) -> Iterator[RuleResult]:
    """Evaluate the rules on addresses that apply to a delivery, a result each: not every source has addresses, a
    residence history or everyone of some ages. Called for each delivery that has been loaded."""
    if loaded.addresses is not None:
        yield _check_addresses(loaded.addresses)
        yield _check_readable(loaded.addresses)
    if loaded.by_history is not None:
        yield _check_history(loaded.rows, loaded.by_history)
    if (result := _check_residents(source, loaded.frame, plan)) is not None:
        yield result


def check_places(source: Source, loaded: Loaded, half_year: HalfYear, plan: Plan) -> pd.DataFrame:
    """The checks (`tables.CHECKS`) of whether a delivery's rows could be placed in areas; no rows where no such rule
    applies to the source.

    Called for each delivery that has been loaded. `<source>-adresser`: rows, and those near to a street of the plan,
    unreadable or on no street of the municipality. `<source>-laesbare`: rows, and those whose address cannot be read.
    `<source>-bopael`: rows, and those whose person the residence history does not have. `<source>-beboere`:
    areas, and those with too few or too many persons.
    """
    indicators = " ".join(catalogue.list_indicators_of(source))
    rows = [
        (
            str(half_year),
            source.name,
            f"{source.name}-{word}",
            description,
            reason,
            OWNER,
            (Severity.CRITICAL if word in CRITICAL_RULES else Severity.INFO).value,
            *counts,
            indicators,
        )
        for word, description, reason, *counts in _check_delivery(source, loaded, plan)
    ]
    return pd.DataFrame(rows, columns=CHECKS.names)


def find_address_list_path(workspace: Workspace, source_name: str, half_year: HalfYear) -> Path:
    """The path of the list of a delivery's addresses that somebody should look at (the file need not exist). Called
    when a loaded delivery's list is written, when the files of that load are listed because later runs look for damage
    to them, and when the list is removed together with a frame whose extract was taken away."""
    return confidential_files.find_confidential_folder(workspace, half_year) / f"adresser-{source_name}.csv"


def write_address_list(
    workspace: Workspace, source: Source, half_year: HalfYear, addresses: AddressTally | None
) -> None:
    """Write the addresses that are nearly one of the plan's, unreadable or on an unknown street where only the data
    unit may read them. Called for each delivery that has been loaded. With nothing to look at no file is left.
    addresses: None for a source without any."""
    path, listing = find_address_list_path(workspace, source.name, half_year), addresses.listing() if addresses else []
    if not listing:
        remove_file(path)
        return
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows([COLUMNS, *listing])
    confidential_files.write_for_owner("\ufeff" + text.getvalue(), path)

"""activities.csv: one row an activity of a delaftale, for whom it is, where, and who answers for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hpanalysis.by_hand.csv_table import CsvRow
from hpanalysis.definitions import catalogue
from hpanalysis.plan.agreed.cells import OF_AGREEMENT, Cells, Refuse

FILE = "activities.csv"
COLUMNS = (
    "agreement",
    "activity_id",
    "name_da",
    "target_group_da",
    "age_from",
    "age_to",
    "places_da",
    "areas",
    "condition_da",
    "terms_da",
    "responsible_da",
    "parties_da",
    "plan_lines",
)
# What makes an activity one whose participants are followed; a plan without them follows none.
OPTIONAL_COLUMNS = ("target_group", "followed", "outcome")
_OLDEST = 120
_FOLLOWED = "ja"
_ALL_AREAS = "alle"


@dataclass(frozen=True, kw_only=True)
class Activity:
    """A row of activities.csv. Texts are Danish, and empty where the plan says nothing."""

    agreement: str
    activity_id: str  # `(delaftale)` for what belongs to the delaftale as a whole
    name_da: str
    target_group_da: str
    age_from: int | None
    age_to: int | None
    places_da: tuple[str, ...]  # schools or institutions
    areas: tuple[str, ...]  # ids of areas.csv; all of them where the file says `alle`
    condition_da: str  # what those have in common whom it is for
    terms_da: str  # what else is agreed, that is no number
    responsible_da: str
    parties_da: tuple[str, ...]
    plan_lines: str
    target_group: str = ""  # a key of definitions/target_groups; empty where no extract knows whom it is for
    is_followed: bool = False  # whether a list of its participants is kept (definitions/sources/deltagere.py)
    # The adopted indicator of persons that it is to change for its participants; empty for none. `plan.agreed.outcomes`
    # holds it against the plan.
    outcome: str = ""

    @property
    def is_of_agreement(self) -> bool:
        """Whether it is no activity, but the hours of a delaftale as a whole. Asked where activities are listed."""
        return self.activity_id == OF_AGREEMENT


def _parse_followed(cells: Cells, of_agreement: bool) -> bool:
    """Whether a list of participants is kept: `ja`, or an empty cell. Called for each row; `Stop` for another word, and
    for the hours of a delaftale as a whole, which nobody takes part in. of_agreement: whether the row is such hours."""
    word = cells.row["followed"].casefold()
    if word not in ("", _FOLLOWED):
        raise cells.stop("followed", "Ordet kendes ikke.", f"{_FOLLOWED} eller et tomt felt.")
    if word and of_agreement:
        raise cells.stop("followed", "Ingen deltager i en delaftale som helhed.", "et tomt felt.")
    return bool(word)


def _parse_target_group(cells: Cells, of_agreement: bool) -> str:
    """The target group of an activity, a key of definitions/target_groups; empty for none. Called for each row; `Stop`
    for another text, and for the hours of a delaftale as a whole (of_agreement)."""
    if not (key := cells.row["target_group"]):
        return ""
    groups = catalogue.target_groups()
    if of_agreement or key not in groups:
        wrong = "En delaftale som helhed har ingen målgruppe." if of_agreement else "Målgruppen kendes ikke."
        expected = "et tomt felt." if of_agreement else f"et tomt felt eller en af {', '.join(groups)}."
        raise cells.stop("target_group", wrong, expected)
    return key


def _parse_activity(cells: Cells, agreements: Collection[str], areas: Collection[str]) -> Activity:
    """A row as an activity; `Stop` for a cell that cannot be used. Called for each row."""
    row = cells.row
    listed = cells.words("areas")
    if not listed or (listed != (_ALL_AREAS,) and not set(listed) <= set(areas)):
        raise cells.stop(
            "areas", "Områderne kan ikke læses.", "alle, eller nøgler fra areas.csv med semikolon imellem."
        )
    age_from, age_to = cells.whole("age_from", 0, _OLDEST), cells.whole("age_to", 0, _OLDEST)
    if age_from is not None and age_to is not None and age_to < age_from:
        raise cells.stop("age_to", "Alderen slutter, før den begynder.", "en alder, der ikke er under age_from.")
    of_agreement = row["activity_id"] == OF_AGREEMENT
    is_followed = _parse_followed(cells, of_agreement)
    if row["outcome"] and not is_followed:
        raise cells.stop(
            "outcome", "Aktivitetens deltagere følges ikke.", f"{_FOLLOWED} i followed eller et tomt felt."
        )
    return Activity(
        agreement=cells.known("agreement", agreements, "plan.yaml"),
        activity_id=OF_AGREEMENT if of_agreement else cells.key("activity_id"),
        name_da=cells.text("name_da"),
        target_group_da=row["target_group_da"],
        age_from=age_from,
        age_to=age_to,
        places_da=cells.words("places_da"),
        areas=tuple(areas) if listed == (_ALL_AREAS,) else listed,
        condition_da=row["condition_da"],
        terms_da=row["terms_da"],
        responsible_da=cells.office("responsible_da"),
        parties_da=cells.words("parties_da"),
        plan_lines=cells.lines(),
        target_group=_parse_target_group(cells, of_agreement),
        is_followed=is_followed,
        outcome=row["outcome"],
    )


def parse_activities(
    rows: Iterable[CsvRow], agreements: Collection[str], areas: Collection[str], refuse: Refuse
) -> tuple[Activity, ...]:
    """The rows of activities.csv in their order; `Stop` where one cannot be used. Called once when the plan is read.
    agreements, areas: the ids that plan.yaml and areas.csv own."""
    found: dict[str, Activity] = {}
    several: list[Activity] = []
    for row in rows:
        cells = Cells(FILE, row, refuse)
        activity = _parse_activity(cells, agreements, areas)
        if activity.activity_id in found and not activity.is_of_agreement:
            raise cells.stop(
                "activity_id", "Aktivitetens id står to gange.", "et id for hver aktivitet, også i to delaftaler."
            )
        found[activity.activity_id] = activity
        several.append(activity)
    return tuple(several)

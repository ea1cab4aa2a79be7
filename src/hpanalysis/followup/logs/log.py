"""What the secretariat writes: params/opfoelgning.yaml and params/beredskab.yaml, entry by entry.

Keys are English, as in the other files of params; what is written in them is Danish. An entry that is left out has not
happened. Texts are the secretariat's own words, shown as quotes: they name bodies and offices, never a person.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from hpanalysis.by_hand.fields import FOLDED, STRICT, Day, Moment, Number, Whole


def _strip_text(value: object) -> object:
    """A text without the spaces around it; ValueError for one with nothing else. What is no text is returned as it is.
    Called by pydantic for each field of type `Text`, before its own check, which then refuses what is no text."""
    if isinstance(value, str) and not value.strip():
        raise ValueError("tom")
    return value.strip() if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_strip_text)]
HalfYearName = Annotated[str, Field(pattern=r"^20[0-9]{2}H[12]$")]
Digest = Annotated[str, Field(pattern=r"^([0-9a-f]{64}|[0-9a-f]{128})$")]
Hours = Annotated[Number, Field(gt=0, max_digits=9, decimal_places=2)]
Kroner = Annotated[Number, Field(ge=0, max_digits=12, decimal_places=2)]
COMMON = "faelles"  # of accounts: the costs that belong to no delaftale
YesNo = Annotated[Literal["ja", "nej"], FOLDED]
# A Literal cannot be made of a tuple; a test holds these two to `plan.duties.CHANGES` and `LEVELS`.
ChangeKind = Literal["delaftale", "strategisk", "kommissorium"]
Level = Literal["gul", "roed"]
ProgressWord = Literal["i gang", "afsluttet", "udskudt", "aflyst"]
Count = Annotated[Whole, Field(ge=0, le=1_000_000)]


class _Strict(BaseModel):
    """A part of a log: unknown keys are refused, and nothing is converted. The base of all classes below, whose objects
    pydantic makes when `reading` reads a file."""

    model_config = ConfigDict(**STRICT, populate_by_name=True)


def list_known_keys() -> frozenset[str]:
    """Every key that an entry of either of the secretariat's files may have, as it is written there (`from`, not
    `first`). Called by `reading` to word a fault, so that it repeats no key that somebody has made up."""
    return frozenset(
        field.alias or name for model in _Strict.__subclasses__() for name, field in model.model_fields.items()
    )


class Report(_Strict):
    """A half-year's report that a meeting had before it: an entry of a meeting's `reports` in opfoelgning.yaml. Read
    where dates are checked and goals are followed."""

    half_year: HalfYearName
    digest: Digest | None = None  # in the minutes: the archive's Kontrolsum, a file's SHA-256, the package's checksum
    delivered: Day | None = None


class GoalDealt(_Strict):
    """An overall goal that a meeting dealt with: an entry of its `goals` in opfoelgning.yaml. Read by `goals`."""

    goal: Text
    half_year: HalfYearName | None = None  # on which of the meeting's reports; may be left out if it had one
    decided: Text


class Meeting(_Strict):
    """A meeting held: an entry of `meetings` in opfoelgning.yaml. An ordinary one has `duty`, an extraordinary one
    `body`. Read by `meetings` and `goals`."""

    date: Day
    duty: Text | None = None  # of governance.csv
    body: Text | None = None  # that met
    items: list[Text] = []
    reports: list[Report] = []
    goals: list[GoalDealt] = []
    minutes: Text  # the document number
    decided: Text | None = None


class Done(_Strict):
    """A duty done that is owed by the year or with the accounts: an entry of `done` in opfoelgning.yaml."""

    duty: Text
    date: Day
    year: Whole | None = None  # the accounting year it was done for, if that is not the year of its date
    about: Text
    minutes: Text | None = None


class Delivery(_Strict):
    """Data or a report owed ahead of a meeting: an entry of `deliveries` in opfoelgning.yaml. Read by `meetings`."""

    duty: Text
    meeting: Day
    by: Text  # the office that delivers
    date: Day | None = None  # when it was delivered; left out until then


class HoursGiven(_Strict):
    """Hours given between two days, of an activity or a delaftale: an entry of `hours` in opfoelgning.yaml."""

    activity: Text | None = None  # of activities.csv
    agreement: Text | None = None
    responsible: Text
    kind: Annotated[Literal["personale", "unge"], FOLDED] = "personale"
    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    hours: Hours


class Accounts(_Strict):
    """What was spent in an accounting year up to a day, of a delaftale or of the plan's common costs: an entry of
    `accounts` in opfoelgning.yaml. Read by `promised.economy`."""

    agreement: Text  # which delaftale, or COMMON
    year: Whole
    as_of: Day
    spent: Kroner  # since the accounting year began
    source: Text  # where the number is from, such as a ledger


class Progress(_Strict):
    """How far a promise of promises.csv had come on a day: an entry of `progress` in opfoelgning.yaml, of a partner's
    report. Read by `promised.promises`. The number is of all since the promise's round began (`promised.rounds`), since
    partners of a year cannot be added up where the same family or institution takes part twice."""

    promise: Text  # of promises.csv
    as_of: Day  # up to and with which the number counts
    number: Count  # 0 where nothing was delivered
    groups: Count | None = None  # how many groups, for what is promised for each group alone
    participants: Count | None = None  # how many took part; kept here, and published nowhere
    status: Annotated[ProgressWord, FOLDED] | None = None
    note: Text | None = None  # the partner's remark, for the page


class Change(_Strict):
    """A change of an agreement: an entry of `changes` in opfoelgning.yaml. Read by `events`."""

    what: Annotated[ChangeKind, FOLDED]
    agreement: Text | None = None  # which delaftale
    date: Day
    consensus: YesNo
    lbf_approved: Day | None = None  # the day of LBF's approval, if it was asked
    about: Text
    minutes: Text


class Irregularity(_Strict):
    """An irregularity or worry: an entry of `irregularities` in opfoelgning.yaml. Read by `events`."""

    seen: Day
    passed_on: Day | None = None  # the day the board was told of it; left out until then
    about: Text
    followed_up: Text | None = None


class LbfRequirement(_Strict):
    """What the rules of Landsbyggefonden (LBF) ask, as far as known, and where that is written: an entry of
    `lbf_requirements` in opfoelgning.yaml. Read by `year.assess_year`."""

    asks: Text
    source: Text


class Log(_Strict):
    """The content of params/opfoelgning.yaml, the secretariat's log. Made by `reading.read_log`; read by all of
    `followup`."""

    as_of: Day  # the day the log tells of: what is late is late on that day, never by a clock
    synthetic: YesNo = "nej"  # whether the log is made up
    # By accounting year, the half-year whose published figures the report shows; else it is the latest published.
    half_years: dict[Whole, HalfYearName] = {}
    meetings: list[Meeting] = []
    done: list[Done] = []
    deliveries: list[Delivery] = []
    hours: list[HoursGiven] = []
    progress: list[Progress] = []
    accounts: list[Accounts] = []
    changes: list[Change] = []
    irregularities: list[Irregularity] = []
    lbf_requirements: list[LbfRequirement] = []


class Activation(_Strict):
    """The emergency group called together: an entry of `activations` in beredskab.yaml. Read by `emergency`."""

    activated: Moment
    level: Annotated[Level, FOLDED]
    area: Text  # of areas.csv; never published
    gathered: Moment | None = None
    evaluation: Annotated[Literal["ja", "nej", "ikke besluttet"], FOLDED] = "ikke besluttet"
    evaluated: Day | None = None


class StatusMeeting(_Strict):
    """A status meeting of the emergency group: an entry of `status_meetings` in beredskab.yaml. Read by `emergency`."""

    date: Day
    minutes: Text


class EmergencyLog(_Strict):
    """The content of params/beredskab.yaml, the emergency group's log: never published, and never in a package. Made by
    `reading.read_emergency_log`; read by `emergency`."""

    as_of: Day  # as in `Log`
    synthetic: YesNo = "nej"  # as in `Log`
    activations: list[Activation] = []
    status_meetings: list[StatusMeeting] = []

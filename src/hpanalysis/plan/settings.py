"""plan.yaml: the plan's name, period, delaftaler and disclosure control."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from hpanalysis.by_hand.fields import STRICT, Day, Number, Whole
from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear

LEAST_K = 3
USUAL_PARTICIPANTS_K = 10
# Half of all percentage points would call almost any two figures alike.
MOST_MARGIN = 50
# Under an even chance nobody would wait for an answer, and beyond .99 hardly any figure ever has one.
LEAST_POWER, MOST_POWER = Decimal("0.5"), Decimal("0.99")


def _parse_half_year(value: object) -> HalfYear:
    """A half-year written 2024H2; ValueError, with a Danish text of what was expected, for anything else. Called by
    pydantic when plan.yaml is read."""
    try:
        return HalfYear.parse(str(value))
    except UnknownHalfYear:
        raise ValueError("et halvår som 2024H2") from None


class _Strict(BaseModel):
    """A part of plan.yaml in which every key is known and nothing is changed after it is read."""

    model_config = ConfigDict(**STRICT, arbitrary_types_allowed=True)


class Disclosure(_Strict):
    """The disclosure control's settings in plan.yaml, and who says so: k, the least number of persons shown, and
    participants_k, the least number of participants in activities, which is never under k, because it tells more of
    somebody to take part than to live somewhere. Without a setting it is ten, or k where that is more."""

    k: Annotated[Whole, Field(ge=LEAST_K)]
    participants_k: Whole | None = None
    source: str

    @field_validator("participants_k")
    @classmethod
    def _hold_against_k(cls, value: int | None, info: ValidationInfo) -> int | None:
        """Keep the number if it is at least k, else ValueError. Called by pydantic for a plan.yaml that sets it. `info`
        has no k where k itself is refused, and then that is what the reader is told."""
        if value is not None and value < info.data.get("k", LEAST_K):
            raise ValueError("mindst k")
        return value

    @property
    def least_participants(self) -> int:
        """participants_k as it is set, or what holds without a setting. Read by `Plan.participants_k`."""
        return self.participants_k if self.participants_k is not None else max(USUAL_PARTICIPANTS_K, self.k)


class Judgement(_Strict):
    """How figures are judged, and who says so. margin: how far from the municipality "at its level" reaches, in
    percentage points; an adopted indicator may have one of its own, in its own unit (adoption.csv). power: how likely
    an answer must be in a half-year for it to be the first in which it can be known; without a setting 0.8, the usual
    one since Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., section 2.4."""

    margin: Annotated[Number, Field(gt=0, le=MOST_MARGIN)]
    power: Annotated[Number, Field(ge=LEAST_POWER, le=MOST_POWER)] = Decimal("0.8")
    source: str


class AccountingYear(_Strict):
    """The housing organisation's accounting year: the month it begins in, and who says so. The plan does not tell it.
    Without a setting it is the calendar year, which LBF's own circulars on the handing in of accounts take as the usual
    one (LBF orienterer, June 2010)."""

    first_month: Annotated[Whole, Field(ge=1, le=12)] = 1
    source: str = "Helhedsplanen nævner ikke regnskabsåret. Kalenderåret er systemets standard."


WeekNumber = Annotated[Whole, Field(ge=1, le=53)]
Percent = Annotated[Whole, Field(ge=0, le=50)]


class Progress(_Strict):
    """When what is promised is due, and how near "about" is; the plan prints neither. Weeks are ISO weeks. The school's
    holidays are those of most municipalities, and Easter's week is one besides; institutions close in the weeks that
    make the plan's own 46 of 52. Read by `followup`."""

    school_holidays: list[WeekNumber] = [1, 7, 42, 52, 53]
    summer_weeks: Annotated[list[WeekNumber], Field(min_length=1)] = [27, 28, 29, 30, 31, 32]
    closed_weeks: list[WeekNumber] = [1, 27, 28, 29, 30, 52, 53]
    tolerance: Percent = 10  # how far from "about" still counts as it, in percent
    source: str = "Helhedsplanen trykker hverken ferieuger eller en tolerance. De er systemets standard."


class Agreement(_Strict):
    """A delaftale, or the strategic agreement with LBF (Landsbyggefonden), as plan.yaml lists it."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    name: str
    kind: Literal["delaftale", "strategisk"]


class FigureGroup(_Strict):
    """Figures that belong to no agreement, as plan.yaml lists them: what the board asks for besides the delmål
    (`supplerende`), or the measures of the state's criteria (`kriterier`). adoption.csv names it where a figure of an
    agreement has its delmål."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    name: str
    kind: Literal["kriterier", "supplerende"]


class MergedArea(_Strict):
    """Areas that are shown together only, as one; its Danish forms as in areas.csv. areas: the ids of its parts."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    name: str
    short: str
    letters: str
    in_text: str
    genitive: str
    areas: Annotated[list[str], Field(min_length=2)]


class Settings(_Strict):
    """plan.yaml: the plan's name and period, its agreements, and the settings of protection and judgement."""

    plan_id: str
    name: str
    start: Day
    end: Day
    first_half_year: Annotated[HalfYear, BeforeValidator(_parse_half_year)]
    publisher: str
    contact: str
    disclosure: Disclosure
    judgement: Judgement
    accounting_year: AccountingYear = AccountingYear()
    progress: Progress = Progress()
    merged_areas: list[MergedArea]
    agreements: list[Agreement]
    figure_groups: list[FigureGroup] = []

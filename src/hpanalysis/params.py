"""params/<half-year>.yaml: which run, the date of the report, and the analyst's comments."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, Field, ValidationError

from hpanalysis.by_hand import strict_yaml
from hpanalysis.by_hand.fields import STRICT, Day
from hpanalysis.by_hand.model_faults import list_faults
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan


def _refuse_blank(value: object) -> object:
    """The value; `ValueError` for a text that is empty or blank. Called by pydantic for each text of a params file."""
    if isinstance(value, str) and not value.strip():
        raise ValueError("tom")
    return value


Text = Annotated[str, BeforeValidator(_refuse_blank)]


class _Strict(BaseModel):
    """The base of what is read from params: no unknown keys, no conversions (a number is no text), no later changes."""

    model_config = STRICT


class Comment(_Strict):
    """The analyst's own words on an indicator (in an area, or in general), shown beside the figure as a quote. One of
    the list `comments` in params/<half-year>.yaml; made by `read_params`, shown by the reports."""

    indicator: Text
    text: Text
    role: Text
    date: Day
    area: Text | None = None


class CorrectionNote(_Strict):
    """The analyst's own sentence on why published figures of an indicator (in one window, or in all) are corrected. One
    of the list `corrections` in params/<half-year>.yaml; made by `read_params`, shown with the correction."""

    indicator: Text
    why: Text
    window: Text | None = None


class Params(_Strict):
    """What is chosen for one half-year's run; made by `read_params` of params/<half-year>.yaml."""

    half_year: Annotated[str, Field(pattern=r"^20[0-9]{2}H[12]$")]
    report_date: Day
    # The day the steering group meets; extracts are due counted back from it. None: not fixed yet.
    steering_group: Day | None = None
    # Sources whose extract is known not to come; their figures say "ikke leveret" or stand as they were.
    not_delivered: list[Text] = []
    comments: list[Comment] = []
    corrections: list[CorrectionNote] = []


# Key -> what it must be, as the error says.
_EXPECTED = {
    "half_year": "filens eget halvår, fx 2026H1.",
    "report_date": "en dato som 2026-11-16.",
    "steering_group": "en dato som 2026-09-21.",
    "not_delivered": "en liste af kilder, fx [fraflytning].",
    "comments": "en liste med indicator, text, role, date og eventuelt area.",
    "corrections": "en liste med indicator, why og eventuelt window.",
}


def _refuse_key(path: Path, wrong: str, expected: str, line: int | None = None) -> Stop:
    """Make the `Stop` for a key of params/<half-year>.yaml that cannot be used. Called while that file is read. wrong,
    expected: Danish. line: the key's, where one key alone is wrong."""
    place = f"»{path.name}«" + (f", linje {line}" if line else "")
    return Stop(wrong, place=place, expected=expected, do=f"Ret {path.name} i mappen params, og kør igen.")


def _check_keys(params: Params, path: Path, plan: Plan, sources: set[str]) -> Params:
    """The params, if every source and area that they name exists, and the plan adopts every indicator; else `Stop`: a
    comment on a misspelt area would vanish silently. Called last when a params file (`path`) is read. sources: the
    names of all."""
    adopted = {adoption.indicator_id for adoption in plan.adoptions}
    areas = {area.id for area in plan.all_areas}
    for name in params.not_delivered:
        if name not in sources:
            raise _refuse_key(path, f"Kilden »{name}« kendes ikke.", f"en af {', '.join(sorted(sources))}.")
    for indicator in (note.indicator for notes in (params.comments, params.corrections) for note in notes):
        if indicator not in adopted:
            raise _refuse_key(path, f"Indikatoren »{indicator}« kendes ikke.", "en nøgle fra planens adoption.csv.")
    for comment in params.comments:
        if comment.area is not None and comment.area not in areas:
            raise _refuse_key(path, f"Området »{comment.area}« kendes ikke.", "en nøgle fra planens areas.csv.")
    return params


def read_params(path: Path, half_year: HalfYear, plan: Plan, sources: set[str]) -> Params:
    """Read params/<half-year>.yaml, checked against the plan and the known sources; `Stop` names what is wrong. Called
    at the start of a run and of `hpanalysis check`, `new` and `package`, and wherever a published half-year's choices
    are needed. path: the file, whose own half-year must be `half_year`. sources: the names of all sources."""
    if not path.is_file():
        raise Stop(
            f"Filen »{path.name}« mangler i mappen params.",
            expected="halvårets valg: half_year og report_date.",
            do=f"Skriv »hpanalysis new {half_year}« for at oprette halvåret.",
        )
    try:
        params = Params(**strict_yaml.read(path))
    except ValidationError as error:
        first = list_faults(path, error)[0]
        expected = first.expected or _EXPECTED.get(str(first.location[0]), f"nøglerne {', '.join(_EXPECTED)}.")
        raise _refuse_key(path, first.sentence, expected, first.line) from None
    if params.half_year != str(half_year):
        raise _refuse_key(path, f"Filen gælder {params.half_year}.", f"half_year: {half_year}.")
    return _check_keys(params, path, plan, sources)

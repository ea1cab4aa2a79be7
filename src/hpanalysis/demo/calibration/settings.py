"""demo.yaml in the plan's folder: the sizes and the neutral rates of its synthetic extracts."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from hpanalysis.by_hand import strict_yaml
from hpanalysis.by_hand.fields import STRICT, Day, Float, Whole
from hpanalysis.by_hand.model_faults import list_faults
from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan

Entry = TypeVar("Entry")


def _parse_half_year(value: object) -> HalfYear:
    """Read `2026H1`; anything else raises `ValueError`. Called by pydantic for each half-year in demo.yaml."""
    try:
        return HalfYear.parse(str(value))
    except UnknownHalfYear:
        raise ValueError("et halvår som 2026H1") from None


def _parse_half_year_keys(value: object) -> object:
    """Read the keys of a mapping as half-years; what is no mapping is returned as it is, for pydantic to refuse. Called
    by pydantic for the parts of demo.yaml that are given by half-year."""
    return {_parse_half_year(key): entry for key, entry in value.items()} if isinstance(value, dict) else value


class _Strict(BaseModel):
    """A part of demo.yaml. A key that it does not have is an error, so that no misspelt key goes unnoticed. The base of
    the classes below, which `read` makes from the file."""

    model_config = ConfigDict(**STRICT, arbitrary_types_allowed=True)


Size = Annotated[Whole, Field(ge=0)]
Share = Annotated[Float, Field(ge=0, le=1)]


class Municipality(_Strict):
    """The numbers of the whole municipality by demo.yaml, the areas included. Made by `read`; the town and the
    calibration read it for what the plan does not print."""

    residents: Size
    dwellings: Size
    residents_18_64: Size
    young_13_18: Size
    assessed_a_year: Size  # children whose language is assessed, at three and at five
    pupils: Size  # of the municipal schools
    leavers_a_year: Size  # who leave 9th or 10th grade
    mothers: Size  # of children under 18


class Rate(_Strict):
    """The level of an indicator where the plan prints no baseline: in percent, for marks the mean. Made by `read` from
    demo.yaml; read by the calibration, the trends and the tables by area."""

    areas: Float
    municipality: Float
    a_year: Float = 0.0  # the relative change in a year: -0.05 is five percent lower
    # What the municipality's own figure is by definition, as 100 where areas are told in percent of it.
    municipality_stays: Float | None = None


class TableSize(_Strict):
    """How many persons stand behind a figure that LBF delivers ready made, by the kind of area. Made by `read` from
    demo.yaml; read by the calibration and by the tables by area."""

    area: Size
    total: Size
    municipality: Size
    country: Size
    spread: Float | None = None  # the standard deviation, where the figure is a mean

    def of_kind(self, kind: str) -> int:
        """The number of persons behind a figure, by `Area.kind`: area, total, municipality or country; `KeyError` for
        another. Called when a cell of LBF's synthetic tables is made and the plan prints no number."""
        return {"area": self.area, "total": self.total, "municipality": self.municipality, "country": self.country}[
            kind
        ]


PoolName = Literal[
    "voksne",
    "aktivitetsparate",
    "moedre_paa_kontanthjaelp",
    "elever_fravaer_over_10",
    "elever_fravaer_5_10",
    "elever_8_klasse",
    "unge",
    "unge_13_15",
    "familier",
]


class ParticipantSettings(_Strict):
    """How many synthetic persons take part in an activity, who, and for how long; made up. Made by `read` from
    demo.yaml; read when courses are drawn."""

    pool: PoolName  # whom they are chosen among
    a_year: Size = 0  # courses that begin in a year
    at_start: Size = 0  # courses that begin in the plan's first two months besides
    in_all: Size | None = None  # at most so many courses while the plan lasts
    begins_in: list[Annotated[Whole, Field(ge=1, le=12)]] = []  # calendar months; empty for all
    weeks: Annotated[Float, Field(gt=0)]  # how long a course usually is
    broken_off: Share = 0.15  # of the courses
    outside: Share = 0.05  # of those who begin, the share that is not of the pool
    with_mother: Share = 0.0  # of the children, the share whose mother takes part too
    # How many times likelier one is to be chosen who is on kontanthjælp in at most half of the six months after the
    # start: over 1 the activity looks as if it worked, for the persons are invented and chosen by what becomes of them.
    favours_leavers: Annotated[Float, Field(gt=0)] = 1.0
    # How many times likelier one is to be chosen who is on kontanthjælp at the start: chosen for a bad time, which
    # mostly passes by itself.
    favours_benefit: Annotated[Float, Field(gt=0)] = 1.0


class Settings(_Strict):
    """demo.yaml as a whole: made by `read` once for each run of the demo, and read all through it."""

    last_half_year: Annotated[HalfYear, BeforeValidator(_parse_half_year)]
    municipality: Municipality
    areas_share_65_plus: Share  # of an area's adults
    social_dwellings_elsewhere: Size  # dwellings of housing organisations outside the areas
    separate_organisation: str  # the organisation that delivers its own file and is printed apart
    private_moves_a_year: Float  # percent of the private dwellings
    moves_out_of_municipality: Share  # of the households that move
    postcodes: dict[str, str]  # postcode -> town
    area_spread: Float  # how much the yearly changes of the areas differ: a standard deviation
    rates: dict[str, Rate]  # by indicator
    tables: dict[str, TableSize]  # by indicator
    # By source, the years that come new in a half-year.
    later_years: dict[str, Annotated[dict[HalfYear, list[Whole]], BeforeValidator(_parse_half_year_keys)]]
    # By indicator, the election day that is delivered in a half-year.
    elections: dict[str, Annotated[dict[HalfYear, Day], BeforeValidator(_parse_half_year_keys)]]

    participants: dict[str, ParticipantSettings] = {}  # by activity, of those that the plan follows

    def participants_of(self, activity_id: str) -> ParticipantSettings:
        """How the participants of an activity are drawn; `Stop` where demo.yaml does not say. Called for each activity
        that the plan follows and each half-year."""
        return _require_entry(self.participants, "participants", activity_id, "hver aktivitet, hvis deltagere følges")

    def rate(self, indicator_id: str) -> Rate:
        """The rate of an indicator in demo.yaml: its level in the areas and in the municipality, and its yearly change;
        `Stop` where there is none. Called where no printed baseline decides how many synthetic persons, moves and cases
        there are, and for each figure of LBF's tables (the national fund of social housing) that the plan does not
        print, because such figures change by the rate from year to year."""
        return _require_entry(self.rates, "rates", indicator_id)

    def table(self, indicator_id: str) -> TableSize:
        """The numbers of persons behind an indicator that LBF (the national fund of social housing) delivers ready
        made; `Stop` where demo.yaml has none. Called when a cell of LBF's synthetic tables is made."""
        return _require_entry(self.tables, "tables", indicator_id)


def _refuse_settings(wrong: str, expected: str) -> Stop:
    """The error, for the caller to raise, that says in Danish what is wrong with demo.yaml and what was expected.
    Called when the file is missing or malformed, and when it lacks an indicator."""
    return Stop(wrong, place="»demo.yaml« i planens mappe", expected=expected, do="Ret filen, og kør igen.")


def _require_entry(
    entries: dict[str, Entry], key: str, name: str, each: str = "hver indikator, planen bruger"
) -> Entry:
    """The entry of an indicator or activity under a key (`rates`, `tables` or `participants`) of demo.yaml; `Stop`,
    which names the missing line, where it is missing. Called whenever a rate, a table's size or an activity's
    participants are looked up. entries: name -> its entry under the key. each: Danish, what must have a line."""
    if name not in entries:
        raise _refuse_settings(f"Nøglen {key}.{name} mangler.", f"en linje for {each}.")
    return entries[name]


def read(plan: Plan) -> Settings:
    """Read demo.yaml in the plan's folder. A missing file, an unknown key or a value of another type raises `Stop`.
    Called once a run of the demo, before any synthetic person is drawn."""
    path = plan.folder / "demo.yaml"
    if not path.is_file():
        raise _refuse_settings(
            "Filen mangler.", "kommunens størrelse og de neutrale niveauer for de syntetiske udtræk."
        )
    try:
        return Settings(**strict_yaml.read(path))
    except ValidationError as error:
        first = list_faults(path, error)[0]
        expected = first.expected or f"nøglerne {', '.join(Settings.model_fields)}."
        raise _refuse_settings(f"Linje {first.line}: {first.sentence}", expected) from None

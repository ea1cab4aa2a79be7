"""demo.yaml in the plan's folder: the sizes and the neutral rates of its synthetic extracts."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from hpanalysis import strict_yaml
from hpanalysis.definitions.windows import HalfYear, UnknownHalfYear
from hpanalysis.errors import Stop
from hpanalysis.plan import Plan


def _parse_half_year(value: object) -> HalfYear:
    try:
        return HalfYear.parse(str(value))
    except UnknownHalfYear:
        raise ValueError("et halvår som 2026H1") from None


def _parse_half_year_keys(value: object) -> object:
    return {_parse_half_year(key): found for key, found in value.items()} if isinstance(value, dict) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Size = Annotated[int, Field(ge=0)]
Share = Annotated[float, Field(ge=0, le=1)]


class Municipality(_Strict):
    """The municipality's numbers, areas included."""

    residents: Size
    dwellings: Size
    residents_18_64: Size
    young_13_18: Size
    assessed_a_year: Size
    pupils: Size
    leavers_a_year: Size
    mothers: Size


class Rate(_Strict):
    """A neutral level in an area and in the municipality, in percent (marks: mean); a_year: relative change."""

    areas: float
    municipality: float
    a_year: float = 0.0


class TableSize(_Strict):
    """How many persons stand behind a delivered figure, by kind of area; spread of a mean."""

    area: Size
    total: Size
    municipality: Size
    country: Size
    spread: float | None = None


class Settings(_Strict):
    """demo.yaml."""

    last_half_year: Annotated[HalfYear, BeforeValidator(_parse_half_year)]
    municipality: Municipality
    areas_share_65_plus: Share
    social_dwellings_elsewhere: Size
    separate_organisation: str
    private_moves_a_year: float
    moves_out_of_municipality: Share
    postcodes: dict[str, str]
    area_spread: float
    rates: dict[str, Rate]
    tables: dict[str, TableSize]
    later_years: dict[str, Annotated[dict[HalfYear, list[int]], BeforeValidator(_parse_half_year_keys)]]
    elections: dict[str, Annotated[dict[HalfYear, date], BeforeValidator(_parse_half_year_keys)]]

    def rate(self, indicator_id: str) -> Rate:
        """The neutral rate of an indicator; `Stop` where demo.yaml has none."""
        return _require_entry(self.rates, "rates", indicator_id)

    def table(self, indicator_id: str) -> TableSize:
        """The sizes behind a delivered figure; `Stop` where demo.yaml has none."""
        return _require_entry(self.tables, "tables", indicator_id)


def _refuse_settings(wrong: str, expected: str) -> Stop:
    return Stop(wrong, place="»demo.yaml« i planens mappe", expected=expected, do="Ret filen, og kør igen.")


def _require_entry(named: dict, key: str, indicator_id: str):
    if indicator_id not in named:
        raise _refuse_settings(f"Nøglen {key}.{indicator_id} mangler.", "en linje for hver indikator, planen bruger.")
    return named[indicator_id]


def read(plan: Plan) -> Settings:
    """The plan's demo.yaml. A missing file, an unknown or an ill-typed key raises `Stop`."""
    path = plan.folder / "demo.yaml"
    if not path.is_file():
        raise _refuse_settings(
            "Filen mangler.", "kommunens størrelse og de neutrale niveauer for de syntetiske udtræk."
        )
    try:
        return Settings(**strict_yaml.read(path))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        wrong = "kendes ikke" if first["type"] == "extra_forbidden" else "har ikke den rigtige form eller mangler"
        raise _refuse_settings(f"Nøglen {where} {wrong}.", f"nøglerne {', '.join(Settings.model_fields)}.") from None

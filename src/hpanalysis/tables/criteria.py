"""What the housing areas are by the state's criteria: each criterion by itself, and what the law calls the area."""

from __future__ import annotations

from hpanalysis.published import names
from hpanalysis.tables.column import (
    Column,
    Decimals,
    Table,
    Type,
    key_column,
    number_column,
    text_column,
    whole_column,
    word_column,
    yes_no_column,
)
from hpanalysis.tables.measured import AREA
from hpanalysis.tables.words import AreaStatus, CriterionMet, CriterionName

LIST_YEAR = Column(
    name="list_year",
    type=Type.WHOLE,
    description="Året for statens liste, som offentliggøres 1. december.",
    required=True,
    minimum=2010,
)
_LAW_VERSION = key_column("law_version", "Hvilken version af loven der gælder for listen (params/law/criteria.csv).")
_AS_COUNTED = Decimals.AS_COUNTED

# A row is a criterion of a kind of area (its limits differ), a list year and a housing area. All that follows from
# figures follows from those that indicators.csv shows: where one of them is hidden, the row is not decided.
CRITERIA = Table(
    file=names.CRITERIA_CSV,
    title="Statens kriterier",
    columns=(
        LIST_YEAR,
        AREA,
        word_column("area_type", "Hvilken slags område kriteriet hører til.", AreaStatus, required=True),
        word_column("criterion", "Kriteriet.", CriterionName, required=True),
        key_column("indicator_id", "Tallet i indicators.csv, som kriteriet holdes op mod."),
        _LAW_VERSION,
        text_column("paragraph", "Paragraffen i almenboligloven."),
        whole_column("years", "Hvor mange år loven tager gennemsnittet af.", minimum=1),
        number_column(
            "value",
            "Tallet, som loven holder op mod grænsen (gennemsnittet, hvor den tager et), i grænsens enhed; tomt, hvor "
            "et af årene mangler eller ikke vises.",
            _AS_COUNTED,
        ),
        number_column("limit", "Grænsen.", _AS_COUNTED),
        text_column("comparison", "Om kriteriet rammes over grænsen, ved den og derover (mindst), eller under den."),
        text_column("unit", "Enheden: pct, eller gange landets andel."),
        word_column("met", "Om området rammes af kriteriet.", CriterionMet, required=True),
        text_column("reason", "Hvorfor det ikke kan afgøres; står efter »fordi«."),
        number_column(
            "distance", "Afstanden til grænsen i dens enhed; et minus, hvor området rammes af kriteriet.", _AS_COUNTED
        ),
        whole_column(
            "persons",
            "Hvor mange personer i det nyeste år der skal til, før gennemsnittet kommer på den anden side af grænsen; "
            "tomt for indkomst, og hvor ikke engang alle er nok.",
            minimum=1,
        ),
        number_column(
            "next_year",
            "Hvad næste års tal højst (for indkomst mindst) må være, for at området ikke rammes, med landets nyeste "
            "tal.",
            _AS_COUNTED,
        ),
        yes_no_column("next_year_itself", "Om næste års tal må være netop det."),
        yes_no_column("nearest", "Om det er det nærmeste af de kriterier, som området ikke rammes af."),
    ),
)

# A row is a list year and a housing area.
AREA_STATUSES = Table(
    file=names.AREA_STATUSES_CSV,
    title="Områdernes status",
    columns=(
        LIST_YEAR,
        AREA,
        _LAW_VERSION,
        word_column("status", "Hvad området er efter det års regler.", AreaStatus, required=True),
        text_column("reason", "Hvorfor det ikke kan afgøres; står efter »fordi«."),
        text_column("could_be", "Hvad området kan være, hvor det ikke kan afgøres; adskilt af semikolon."),
        whole_column("residents", "Beboere i området; tomt, hvor tallet ikke er leveret eller ikke vises.", minimum=0),
        whole_column("residents_lacking", "Hvor mange beboere der mangler i lovens mindste antal.", minimum=0),
        word_column("if_enough", "Hvad området ville være, hvis der boede nok.", AreaStatus, required=True),
        yes_no_column("latest", "Om det er den nyeste liste, der er leveret tal til for alle kriterier."),
    ),
)

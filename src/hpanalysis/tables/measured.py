"""The tables of true counts. They never leave the data unit: who may see them is decided by `disclose`."""

from __future__ import annotations

from hpanalysis.tables.column import (
    Column,
    Decimals,
    Table,
    Type,
    day_column,
    half_year_column,
    key_column,
    number_column,
    text_column,
    whole_column,
    word_column,
)
from hpanalysis.tables.words import Status

# The columns that tell a figure from every other: indicator, window and area. A window `2023..2025` is its windows
# pooled (`definitions.windows.is_pooled`): a series of its own beside theirs.
KEY = ["indicator_id", "window", "area_id"]

INDICATOR = key_column("indicator_id", "Indikatoren. Hvad den tæller, står på siden definition-{indicator_id}.html.")
WINDOW = key_column(
    "window", "Opgørelsesperioden: et år, et skoleår, en måned eller en dag; 2023..2025 er årene samlet."
)
AREA = key_column("area_id", "Boligområdet, alle områderne samlet, kommunen eller hele landet.")
STATUS = word_column("status", "Om tallet er vist, og ellers hvorfor ikke.", Status, required=True)

_PERSONS = "personer"
_NUMERATOR_PERSONS = whole_column(
    "numerator_persons", "Forskellige personer bag tælleren; sager, hvor kilden ikke har personer.", unit=_PERSONS
)
_COMPLEMENT_PERSONS = whole_column(
    "complement_persons", "Forskellige personer i nævneren, som ikke er helt i tælleren.", unit=_PERSONS
)
_DENOMINATOR_PERSONS = whole_column("denominator_persons", "Forskellige personer i nævneren.", unit=_PERSONS)
_MONTH = day_column("month", "Månedens første dag.", required=True)

# A row is an indicator, a window and an area, with its true counts.
MEASURED = Table(
    key=tuple(KEY),
    columns=(
        INDICATOR,
        WINDOW,
        AREA,
        half_year_column("half_year", "Det halvår, hvis rapport viser perioden første gang."),
        day_column("window_start", "Periodens første dag."),
        day_column("window_end", "Periodens sidste dag."),
        whole_column("definition_version", "Versionen af indikatorens definition.", minimum=1),
        # Marks are summed, so it is a Decimal and not always whole; null if not delivered.
        Column(
            name="numerator",
            type=Type.EXACT,
            description="Tælleren, nøjagtigt; karakterer lægges sammen.",
            decimals=Decimals.AS_COUNTED,
        ),
        whole_column("denominator", "Nævneren; tom for antal, der ikke er en del af noget.", minimum=0),
        _NUMERATOR_PERSONS,
        _COMPLEMENT_PERSONS,
        _DENOMINATOR_PERSONS,
        # Days or months; 1 for heads; null where the source has no persons.
        whole_column("largest", "Det meste, som én person lægger til nævneren.", minimum=0),
        # For intervals clustered by person: n is what a person adds to the numerator, d to the denominator.
        whole_column("sum_nn", "Summen over personer af tæller gange tæller."),
        whole_column("sum_nd", "Summen over personer af tæller gange nævner."),
        whole_column("sum_dd", "Summen over personer af nævner gange nævner."),
        number_column("spread", "Standardafvigelsen, som den er leveret sammen med et gennemsnit."),
        half_year_column("delivered_in", "Halvåret, hvis udtræk perioden er læst fra."),
        STATUS,  # before disclosure control
    ),
)

# Persons followed from an earlier window to a later one, in the same area (in the total: in any of the areas). A row
# is an indicator, window, area and `reference`, the earlier window: the baseline's, or the one a year before.
LINKED = Table(
    key=(*KEY, "reference"),
    columns=(
        INDICATOR,
        WINDOW,
        AREA,
        text_column("reference", "Den tidligere opgørelsesperiode."),
        whole_column("both_in", "I tælleren i begge perioder.", unit=_PERSONS),
        whole_column("only_now", "I nævneren i begge, i tælleren kun i den senere.", unit=_PERSONS),
        whole_column("only_before", "I nævneren i begge, i tælleren kun i den tidligere.", unit=_PERSONS),
        whole_column("neither", "I nævneren i begge og ikke i tælleren i nogen af dem.", unit=_PERSONS),
        whole_column("joined_in", "Kun i den seneres nævner, og i dens tæller.", unit=_PERSONS),
        whole_column("joined_out", "Kun i den seneres nævner, og ikke i dens tæller.", unit=_PERSONS),
        whole_column("left_in", "Kun i den tidligeres nævner, og i dens tæller.", unit=_PERSONS),
        whole_column("left_out", "Kun i den tidligeres nævner, og ikke i dens tæller.", unit=_PERSONS),
        whole_column("sum_nn", "Summen over personer i begge: tæller nu gange tæller før."),
        whole_column("sum_nd", "Summen over personer i begge: tæller nu gange nævner før."),
        whole_column("sum_dn", "Summen over personer i begge: nævner nu gange tæller før."),
        whole_column("sum_dd", "Summen over personer i begge: nævner nu gange nævner før."),
    ),
)

# Months of the sources that are delivered by month, for control charts: the total and the municipality only.
MONTHLY = Table(
    key=("indicator_id", "area_id", "month"),
    columns=(
        INDICATOR,
        AREA,
        _MONTH,
        whole_column("numerator", "Tælleren."),
        whole_column("denominator", "Nævneren."),
        _NUMERATOR_PERSONS,
        _COMPLEMENT_PERSONS,
        _DENOMINATOR_PERSONS,
        STATUS,  # after disclosure control HIDDEN, with no number
    ),
)

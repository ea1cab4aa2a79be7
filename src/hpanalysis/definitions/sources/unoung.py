"""Young people who left 9th or 10th grade, one row a young person and a status date (Unoung)."""

from hpanalysis.definitions.columns import RESIDENT
from hpanalysis.definitions.model import Column, Place, Source, Type

JA_NEJ = {"Ja": "ja", "Nej": "nej"}

SOURCE = Source(
    name="unoung",
    label="Unges uddannelse",
    file="unoung*.csv",
    place=Place.ADDRESS,
    period="statusdato",
    grain="en ung, der gik ud af 9. eller 10. klasse",
    delivered_by="Randers Kommune",
    contact="Ungdommens Uddannelsesvejledning, Randers Kommune",
    sexes=("unge kvinder", "unge mænd"),
    columns=(
        *RESIDENT,
        Column("statusdato", ("Statusdato",), Type.DATE, "en dato i oktober"),
        Column("afgangsaar", ("Afgangsår",), Type.INTEGER, "et årstal"),
        Column("afgangsklasse", ("Afgangsklasse",), Type.INTEGER, "9 eller 10"),
        Column("fortsat_i_10", ("Fortsat i 10. klasse",), Type.CODE, "Ja eller Nej", codes=JA_NEJ),
        Column("begyndt", ("Påbegyndt ungdomsuddannelse",), Type.DATE, "en dato eller tom", required=False),
        Column("i_gang", ("I gang på statusdato",), Type.CODE, "Ja eller Nej", codes=JA_NEJ),
    ),
)

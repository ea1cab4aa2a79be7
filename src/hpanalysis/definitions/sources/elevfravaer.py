"""School absence, one row a pupil and a month (0th to 10th grade, municipal schools)."""

from hpanalysis.definitions.columns import RESIDENT
from hpanalysis.definitions.model import Column, Place, Source, Type

SOURCE = Source(
    name="elevfravaer",
    label="Elevfravær",
    file="elevfravaer*.csv",
    place=Place.ADDRESS,
    period="maaned",
    grain="en elev og en måned i skoleåret",
    delivered_by="Randers Kommune",
    contact="Børn og Skole, Randers Kommune",
    by_month=True,
    months_without_rows=(7,),
    sexes=("piger", "drenge"),
    ages_from=(11, 14),
    columns=(
        *RESIDENT,
        Column("klassetrin", ("Klassetrin", "Klasse"), Type.INTEGER, "et helt tal fra 0 til 10"),
        Column("maaned", ("Måned",), Type.MONTH, "en måned i skoleåret, fx 2023-08"),
        Column("skoledage", ("Mulige skoledage", "Skoledage"), Type.INTEGER, "et helt tal fra 0 til 31"),
        Column(
            "fravaersdage",
            ("Fraværsdage", "Fravær i dage"),
            Type.INTEGER,
            "et helt tal fra 0 til antallet af mulige skoledage",
        ),
    ),
)

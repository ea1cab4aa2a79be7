"""Mothers of children under 18, one row a mother at the status (BI/Bosoc and Fasit)."""

from hpanalysis.definitions.columns import RESIDENT, YDELSE
from hpanalysis.definitions.model import Column, Place, Source, Type

SOURCE = Source(
    name="moedre",
    label="Mødre og ydelser",
    file="moedre*.csv",
    place=Place.ADDRESS,
    period="statusmaaned",
    grain="en mor med mindst ét barn under 18 år",
    delivered_by="Randers Kommune",
    contact="Jobcenter Randers",
    ages_from=(30, 40),
    columns=(
        *RESIDENT,
        Column("statusmaaned", ("Statusmåned",), Type.MONTH, "december i opgørelsesåret, fx 2024-12"),
        Column("boern_under_18", ("Børn under 18 år",), Type.INTEGER, "et helt tal fra 1"),
        YDELSE,
    ),
)

"""Eviction cases, one row a case; no CPR (RandersBolig, and Lejerbo in a file of its own)."""

from hpanalysis.definitions.columns import DEPARTMENT
from hpanalysis.definitions.model import Column, Place, Source, Type

SOURCE = Source(
    name="udsaettelser",
    label="Udsættelser",
    file="udsaettelser*.csv",
    place=Place.DEPARTMENT,
    period="sagsdato",
    grain="en udsættelsessag",
    delivered_by="RandersBolig og Lejerbo",
    contact="Udlejningen, RandersBolig",
    columns=(
        Column("sagsnummer", ("Sagsnummer", "Sagsnr."), Type.TEXT, "sagens nummer", tells_cases_apart=True),
        *DEPARTMENT,
        Column("sagsdato", ("Sagsdato", "Dato for sagen"), Type.DATE, "datoen, hvor sagen begyndte"),
        Column("udsat", ("Udsættelsesdato", "Effektiv dato"), Type.DATE, "en dato eller tom", required=False),
    ),
)

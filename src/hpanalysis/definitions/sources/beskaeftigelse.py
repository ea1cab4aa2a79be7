"""Benefits and work, one row a resident aged 18-64 and a month (BI/Bosoc and Fasit)."""

from hpanalysis.definitions.columns import ADRESSE, BY, CPR, POSTNR, YDELSE
from hpanalysis.definitions.model import Column, Place, Source, Type

SOURCE = Source(
    name="beskaeftigelse",
    label="Beskæftigelse og ydelser",
    file="beskaeftigelse*.csv",
    place=Place.ADDRESS,
    period="maaned",
    grain="en borger på 18-64 år og en måned",
    delivered_by="Randers Kommune",
    contact="Jobcenter Randers",
    by_month=True,
    everyone_aged=(18, 64),
    sexes=("kvinder", "mænd"),
    ages_from=(30, 50),
    columns=(
        CPR,
        ADRESSE,
        POSTNR,
        BY,
        Column("maaned", ("Måned",), Type.MONTH, "en måned i opgørelsesperioden, fx 2023-10"),
        Column("alder", ("Alder",), Type.INTEGER, "et helt antal år fra 18 til 64"),
        YDELSE,
    ),
)

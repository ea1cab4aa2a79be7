"""Young people aged 13-18 and their enrolment in the youth school, one row a young person at the status date."""

from hpanalysis.definitions.columns import RESIDENT
from hpanalysis.definitions.model import Column, Place, Source, Type

SOURCE = Source(
    name="ungdomsskole",
    label="Randers Ungdomsskole",
    file="ungdomsskole*.csv",
    place=Place.ADDRESS,
    period="opgoerelsesdato",
    grain="en ung på 13-18 år på opgørelsesdatoen",
    delivered_by="Randers Kommune",
    contact="Randers Ungdomsskole",
    everyone_aged=(13, 18),
    sexes=("piger", "drenge"),
    ages_from=(16,),
    columns=(
        *RESIDENT,
        Column("opgoerelsesdato", ("Opgørelsesdato",), Type.DATE, "1. september"),
        Column("alder", ("Alder",), Type.INTEGER, "et helt antal år fra 13 til 18"),
        Column(
            "tilmeldt",
            ("Tilmeldingsdato", "Dato for tilmelding"),
            Type.DATE,
            "en dato eller tom",
            required=False,
        ),
    ),
)

"""Where persons have lived, one row a person and an address (the civil register). Optional: no figure is made of it."""

from hpanalysis.definitions.columns import ADRESSE, BY, CPR, NAVN, POSTNR
from hpanalysis.definitions.model import Column, Place, Source, Type

SOURCE = Source(
    name="bopael",
    label="Bopælshistorik",
    file="bopael*.csv",
    place=Place.ADDRESS,
    period="fra",
    grain="en person og en bopæl i et tidsrum",
    delivered_by="Randers Kommune",
    contact="Borgerservice, Randers Kommune",
    residence_history=True,
    columns=(
        CPR,
        NAVN,
        ADRESSE,
        POSTNR,
        BY,
        Column("fra", ("Fra-dato", "Tilflytningsdato", "Fra"), Type.DATE, "datoen, hvor personen flyttede ind"),
        Column(
            "til",
            ("Til-dato", "Fraflytningsdato", "Til"),
            Type.DATE,
            "datoen, hvor personen flyttede ud, eller tom",
            required=False,
        ),
    ),
)

"""Dwellings and external move-outs, one row a department (or block) and a calendar year."""

from hpanalysis.definitions.columns import DEPARTMENT
from hpanalysis.definitions.model import Column, Place, Source, Type

SOURCE = Source(
    name="fraflytning",
    label="Fraflytning",
    file="fraflytning*.xlsx",
    place=Place.DEPARTMENT,
    period="aar",
    grain="en boligafdeling og et kalenderår",
    delivered_by="Landsbyggefonden og RandersBolig",
    contact="Udlejningen, RandersBolig",
    columns=(
        Column("aar", ("År",), Type.YEAR, "et årstal"),
        *DEPARTMENT,
        Column("familieboliger", ("Familieboliger", "Antal familieboliger"), Type.INTEGER, "et helt tal fra 0"),
        Column("fraflytninger", ("Eksterne fraflytninger",), Type.INTEGER, "et helt tal fra 0"),
    ),
)

"""Turnout at elections: ready-made figures by area, one row an election and an area (register data by LBF)."""

from hpanalysis.definitions.columns import declare_table_by_area
from hpanalysis.definitions.model import Column, Place, Source, Type

INDICATORS = {
    "Stemt ved kommunalvalg": "stemt_kommunalvalg",
    "Stemt ved folketingsvalg": "stemt_folketingsvalg",
}

SOURCE = Source(
    name="valgdata",
    label="Valgdeltagelse",
    file="valgdata*.xlsx",
    place=Place.AREA,
    period="periode",
    grain="et valg og et område",
    delivered_by="Landsbyggefonden",
    contact="Landsbyggefonden",
    columns=declare_table_by_area(INDICATORS, Column("periode", ("Valgdato",), Type.DATE, "valgdagen")),
)

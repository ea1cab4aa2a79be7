"""LBF's survey of well-being and safety: ready-made figures by area, one row a question, a wave and an area."""

from hpanalysis.definitions.columns import declare_table_by_area
from hpanalysis.definitions.model import Column, Place, Source, Type

INDICATORS = {
    "Grundlæggende trygge": "grundlaeggende_trygge",
    "Udfører frivilligt arbejde": "frivilligt_arbejde",
    "Savner altid eller ofte nogen at være sammen med": "savner_selskab",
}

SOURCE = Source(
    name="tryghedsmaaling",
    label="Trivsels- og tryghedsmåling",
    file="tryghedsmaaling*.xlsx",
    place=Place.AREA,
    period="periode",
    grain="et spørgsmål, en måling og et område",
    delivered_by="Landsbyggefonden",
    contact="Landsbyggefonden",
    columns=declare_table_by_area(INDICATORS, Column("periode", ("Målingsår", "År"), Type.YEAR, "et årstal")),
)

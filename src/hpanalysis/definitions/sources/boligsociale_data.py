"""LBF's boligsociale data: ready-made figures by area, one row an indicator, a data year and an area."""

from hpanalysis.definitions.columns import declare_table_by_area
from hpanalysis.definitions.model import Column, Place, Source, Type

INDICATORS = {
    "1-5-årige i dagtilbud": "dagtilbud_1_5_aar",
    "Karaktergennemsnit i dansk og matematik, 9. klasse": "karakter_dansk_matematik",
    "18-29-årige med kun grundskole": "grundskole_18_29",
    "15-29-årige uden for uddannelse og arbejde": "restgruppe_15_29",
    "18-64-årige uden tilknytning": "uden_tilknytning_18_64",
    "15-29-årige sigtet mindst én gang": "sigtede_15_29",
}

SOURCE = Source(
    name="boligsociale_data",
    label="Boligsociale data",
    file="boligsociale_data*.xlsx",
    place=Place.AREA,
    period="periode",
    grain="et nøgletal, et dataår og et område",
    delivered_by="Landsbyggefonden",
    contact="Landsbyggefonden",
    columns=declare_table_by_area(INDICATORS, Column("periode", ("År", "Dataår"), Type.YEAR, "et årstal")),
)

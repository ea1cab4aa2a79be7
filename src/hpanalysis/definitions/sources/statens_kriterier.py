"""The measures of the state's criteria for housing areas: ready-made figures, one row a criterion, a year and an area.

The ministry's list of 1 December for the areas that it has, and Statistics Denmark's figures by the same rules for the
others. They are the state's own measures, and never mixed with the municipality's: the law counts other persons.
"""

from hpanalysis.definitions.columns import declare_table_by_area
from hpanalysis.definitions.model import Column, Place, Source, Type

INDICATORS = {
    "18-64-årige uden tilknytning til arbejdsmarked eller uddannelse": "kriterie_beskaeftigelse",
    "Dømte, 18 år og derover": "kriterie_doemte",
    "30-59-årige med kun grundskole": "kriterie_grundskole",
    "Bruttoindkomst i pct. af regionens, 15-64 år": "kriterie_indkomst",
    "Beboere fra ikke-vestlige lande": "kriterie_ikke_vestlige",
}

SOURCE = Source(
    name="statens_kriterier",
    label="Statens kriterier for boligområder",
    file="statens_kriterier*.xlsx",
    place=Place.AREA,
    period="periode",
    grain="et kriterium, et år på statens liste og et område",
    delivered_by="Ministeriet og Danmarks Statistik",
    contact="Bysekretariatet, Randers Kommune",
    columns=declare_table_by_area(INDICATORS, Column("periode", ("Listeår", "År"), Type.YEAR, "et årstal")),
)

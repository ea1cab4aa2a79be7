"""Statistics Denmark's key figures for housing areas: ready-made figures, one row a figure, a data year and an area."""

from hpanalysis.definitions.columns import declare_table_by_area
from hpanalysis.definitions.model import Column, Place, Source, Type

INDICATORS = {
    "18-29-årige med en ungdomsuddannelse færdig eller i gang": "ungdomsuddannelse_18_29",
    "Børn under 18 år hos enlige forsørgere": "boern_hos_enlige",
    "Anmeldte lovovertrædelser": "anmeldelser",
    "Strafferetlige afgørelser": "afgoerelser",
    "Husstandsindkomst i pct. af kommunens": "husstandsindkomst",
    "Tilflyttere på 18-64 år på offentlig ydelse": "ydelse_tilflyttere",
    "Fraflyttere på 18-64 år på offentlig ydelse": "ydelse_fraflyttere",
}

SOURCE = Source(
    name="boligstatistiske_noegletal",
    label="Boligstatistiske nøgletal",
    file="boligstatistiske_noegletal*.xlsx",
    place=Place.AREA,
    period="periode",
    grain="et nøgletal, et dataår og et område",
    delivered_by="Danmarks Statistik",
    contact="Bysekretariatet, Randers Kommune",
    columns=declare_table_by_area(INDICATORS, Column("periode", ("År", "Dataår"), Type.YEAR, "et årstal")),
)

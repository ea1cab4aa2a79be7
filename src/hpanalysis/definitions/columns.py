"""Columns that several extracts share."""

from hpanalysis.definitions.model import Column, Personal, Type

CPR = Column("cpr", ("CPR-nummer", "CPR", "CPR-nr.", "Personnummer"), Type.TEXT, "et CPR-nummer", personal=Personal.CPR)
NAVN = Column("navn", ("Navn", "Fulde navn"), Type.TEXT, "et navn", required=False, personal=Personal.NAME)
ADRESSE = Column("adresse", ("Adresse", "Bopælsadresse"), Type.TEXT, "vej og husnummer", personal=Personal.ADDRESS)
POSTNR = Column(
    "postnr",
    ("Postnr.", "Postnummer", "Postnr"),
    Type.TEXT,
    "fire cifre",
    required=False,
    personal=Personal.POSTCODE,
)
BY = Column("by", ("By", "Postdistrikt"), Type.TEXT, "et postdistrikt", required=False, personal=Personal.POSTCODE)

RESIDENT = (CPR, NAVN, ADRESSE, POSTNR, BY)

ORGANISATION = Column("organisation", ("Boligorganisation", "Organisation"), Type.TEXT, "boligorganisationens navn")
AFDELING = Column("afdeling", ("Afdeling", "Afdelingsnr.", "Afd."), Type.TEXT, "afdelingens nummer")
BLOK = Column("blok", ("Blok",), Type.TEXT, "blokkens nummer eller tom", required=False)

# The organisation that the plan's figures leave out; its cases come in a file of their own.
LEJERBO = "Lejerbo"

DEPARTMENT = (ORGANISATION, AFDELING, BLOK)

YDELSER = {
    "I arbejde": "arbejde",
    "Under uddannelse": "uddannelse",
    "Fleksjob": "fleksjob",
    "Dagpenge": "dagpenge",
    "Kontanthjælp, jobparat": "kontanthjaelp_jobparat",
    "Kontanthjælp, aktivitetsparat": "kontanthjaelp_aktivitetsparat",
    "Uddannelseshjælp": "uddannelseshjaelp",
    "Selvforsørgelses- og hjemrejseydelse": "hjemrejseydelse",
    "Overgangsydelse": "overgangsydelse",
    "Sygedagpenge": "sygedagpenge",
    "Ressourceforløb": "ressourceforloeb",
    "Førtidspension": "foertidspension",
    "Efterløn": "efterloen",
    "Selvforsørgende": "selvforsoergende",
}
YDELSE = Column("ydelse", ("Ydelse", "Ydelsesgruppe"), Type.CODE, "en ydelsesgruppe fra kodelisten", codes=YDELSER)


def declare_table_by_area(labels: dict[str, str], period: Column) -> tuple[Column, ...]:
    """The columns of an extract that is delivered as ready figures: a row is an indicator, a period and an area. Called
    by the files of such sources (definitions/sources). labels: the indicator's name in the delivery -> its key; period:
    the column of the row's year or day. `spread` is the standard deviation of a mean."""
    return (
        Column("indicator_id", ("Indikator", "Nøgletal"), Type.CODE, "et kendt nøgletal", codes=labels),
        period,
        Column("omraade", ("Område", "Boligområde"), Type.TEXT, "et område i planen, kommunen eller hele landet"),
        Column("numerator", ("Antal", "Tæller"), Type.DECIMAL, "et tal fra 0", counted=True),
        Column("denominator", ("Ud af", "Nævner"), Type.INTEGER, "et helt tal fra 0"),
        Column("spread", ("Spredning",), Type.DECIMAL, "et tal fra 0 eller tom", required=False),
    )

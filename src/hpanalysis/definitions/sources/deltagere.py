"""Those who take part in the plan's activities, one row a course: a person in an activity from its start to its end.

Each partner keeps its own list. The area of a person is none of theirs: the registers' extracts know it, so nobody is
asked for an address or a name. A delivery is the whole list since the plan began.
"""

from hpanalysis.definitions.columns import CPR
from hpanalysis.definitions.model import Column, Place, Source, Type

# The column that names an activity of the plan, by its id or its name in activities.csv; the frame has the id.
ACTIVITY = "aktivitet"
CHILD, PARENT, PARTICIPANT = "barn", "foraelder", "deltager"
FINISHED, BROKEN_OFF = "gennemfoert", "afbrudt"

SOURCE = Source(
    name="deltagere",
    label="Deltagere i aktiviteter",
    file="deltagere*.csv",
    place=Place.NOWHERE,
    period="start",
    grain="en person i et forløb i en aktivitet",
    delivered_by="Partnerne i helhedsplanens aktiviteter",
    contact="Bysekretariatet, Randers Kommune",
    sexes=("kvinder", "mænd"),
    ages_from=(18, 30, 50),
    columns=(
        CPR,
        Column(
            ACTIVITY,
            ("Aktivitet", "Indsats"),
            Type.TEXT,
            "navnet på en aktivitet, hvis deltagere planen følger, eller dens id, som i activities.csv",
        ),
        Column(
            "rolle",
            ("Rolle", "Deltagerens rolle"),
            Type.CODE,
            "Barn, Forælder eller Deltager",
            codes={"Barn": CHILD, "Forælder": PARENT, "Deltager": PARTICIPANT},
        ),
        Column("start", ("Startdato", "Start"), Type.DATE, "datoen, hvor forløbet begyndte"),
        Column(
            "slut",
            ("Slutdato", "Slut"),
            Type.DATE,
            "datoen, hvor forløbet sluttede, eller tom, hvis det er i gang",
            required=False,
        ),
        Column(
            "afslutning",
            ("Afslutning", "Afsluttet"),
            Type.CODE,
            "Gennemført eller Afbrudt, eller tom, hvis det er i gang",
            required=False,
            codes={"Gennemført": FINISHED, "Afbrudt": BROKEN_OFF},
        ),
        Column("partner", ("Partner", "Leverandør"), Type.TEXT, "den partner, som fører listen"),
    ),
)

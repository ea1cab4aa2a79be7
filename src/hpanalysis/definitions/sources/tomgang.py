"""Empty dwellings on a status day, one row a department (or block)."""

from hpanalysis.definitions.columns import DEPARTMENT
from hpanalysis.definitions.model import Column, Place, Source, Type

SOURCE = Source(
    name="tomgang",
    label="Tomme boliger",
    file="tomgang*.xlsx",
    place=Place.DEPARTMENT,
    period="statusdato",
    grain="en boligafdeling på en statusdag",
    delivered_by="Boligorganisationerne",
    contact="Udlejningen, RandersBolig",
    columns=(
        Column("statusdato", ("Statusdato", "Opgørelsesdato"), Type.DATE, "en dato, fx 31-12-2024"),
        *DEPARTMENT,
        Column("familieboliger", ("Familieboliger", "Antal familieboliger"), Type.INTEGER, "et helt tal fra 0"),
        Column("tomme", ("Tomme familieboliger", "Tomme boliger"), Type.INTEGER, "et helt tal fra 0"),
    ),
)

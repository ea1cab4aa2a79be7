"""What was published otherwise before."""

from __future__ import annotations

from hpanalysis.published import names
from hpanalysis.tables.column import (
    Table,
    day_column,
    half_year_column,
    number_column,
    text_column,
    whole_column,
    word_column,
)
from hpanalysis.tables.judged import UNIT
from hpanalysis.tables.measured import AREA, INDICATOR, WINDOW
from hpanalysis.tables.words import Cause, Status

# A row is a figure and a change of it, the newest last; a figure may have several. Every cell is text as it is printed
# in indicators.csv, or null where the figure was, or is, not shown.
CORRECTIONS = Table(
    file=names.CORRECTIONS_CSV,
    title="Rettede tal",
    columns=(
        INDICATOR,
        WINDOW,
        AREA,
        half_year_column("published_in", "Halvåret, hvis rapport viste det tidligere tal."),
        word_column("status_before", "Om det tidligere tal var vist.", Status),
        number_column("value_before", "Tallet, som det var udgivet."),
        number_column("numerator_before", "Tælleren, som den var udgivet."),
        whole_column("denominator_before", "Nævneren, som den var udgivet."),
        word_column("status_now", "Om tallet er vist nu.", Status),
        number_column("value_now", "Tallet nu."),
        number_column("numerator_now", "Tælleren nu."),
        whole_column("denominator_now", "Nævneren nu."),
        UNIT,
        word_column("cause", "Årsagen til rettelsen.", Cause),
        text_column("why", "Årsagen i en sætning."),
        day_column("corrected_on", "Datoen for den rapport, der viser det rettede tal."),
    ),
)

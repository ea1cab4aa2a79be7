"""What is published of the plan's own print: its other figures, and what the audit of its baselines derives."""

from __future__ import annotations

from hpanalysis.published import names
from hpanalysis.tables.column import Table, key_column, text_column, whole_column, word_column
from hpanalysis.tables.judged import UNIT
from hpanalysis.tables.measured import AREA
from hpanalysis.tables.words import Answer

# A row is a figure that the plan prints of an area besides its baselines (params/plan/context.csv).
FACTS = Table(
    file=names.PLAN_FIGURES_CSV,
    title="Planens øvrige tal",
    columns=(
        key_column("fact", "Hvad tallet er."),
        AREA,
        text_column("value", "Tallet, som planen trykker det."),
        UNIT,
        text_column("period", "Perioden, som planen angiver."),
        text_column("source", "Kilden, som planen angiver."),
    ),
)

# A row is a finding about printed figures, or a kind of relation that holds among them.
AUDITED = Table(
    file=names.PLAN_CHECK_CSV,
    title="Kontrol af planens trykte udgangspunkter",
    columns=(
        word_column("answer", "Om de trykte tal kan være sande på samme tid.", Answer),
        text_column("kind", "Hvilken slags kontrol det er."),  # the key of an `audit_table.FindingKind`
        text_column("title", "Hvad kontrollen viser."),
        text_column("reasoning", "Hvorfor, ud fra de trykte tal alene."),
        text_column("derived", "Hvad det siger om antal personer."),  # empty where nothing follows of persons
        text_column("must_be", "Hvad tallene må være, hvor det følger."),
        # One place a line in the frame; parted by `; ` in the CSV file.
        text_column(
            "cells", "De tal, det gælder, adskilt af semikolon: fil, række, indikator, periode, område og kolonne."
        ),
        whole_column("times", "Hvor mange gange kontrollen er i orden; 1 for et enkelt forhold.", minimum=0),
    ),
)

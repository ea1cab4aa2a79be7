"""The rules that deliveries were held against, by counts only."""

from __future__ import annotations

from hpanalysis.tables.column import Table, half_year_column, text_column, whole_column, word_column, yes_no_column
from hpanalysis.tables.words import Severity

# A row is a delivery of a source and a rule.
CHECKS = Table(
    key=("half_year", "source", "rule_id"),
    columns=(
        half_year_column("half_year", "Halvåret, hvis mappe udtrækket ligger i."),
        # A key of definitions/sources, or `maalt` for the measured table.
        text_column("source", "Kilden."),
        text_column("rule_id", "Kontrolreglen."),
        text_column("description", "Hvad reglen kræver."),
        text_column("reason", "Hvorfor den gælder."),
        text_column("owner", "Hvem der skal rette, når den ikke er overholdt: en rolle, ingen person."),
        word_column("severity", "Hvad der sker, når den ikke er overholdt.", Severity),
        whole_column("rows", "Rækker, som reglen er holdt op mod.", unit="rækker"),
        whole_column("failed", "Rækker, der ikke overholdt den.", unit="rækker"),
        yes_no_column("held", "Om den er overholdt."),
        text_column("indicators", "De indikatorer, som den vedrører, adskilt af mellemrum."),
    ),
)

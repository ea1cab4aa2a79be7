"""The columns of the tables for people, declared once for who writes and who checks them, and the fixed words in them.

A row is an indicator's newest figure in a place (or its newest of several years together). No cell is empty: where
there is no number, a word says why.
"""

from __future__ import annotations

from enum import Enum


class Head(Enum):
    """A column of a sheet and of tal_til_excel.csv, in their order; the value is its Danish head. The first, to
    `LAST_PRINTED`, are those of the printed sheet, which has room for no more in letters that can be read."""

    INDICATOR = "Tal"
    PLACE = "Sted"
    PERIOD = "Periode"
    UNIT = "Enhed"
    VALUE = "Værdi"
    LOW = "Usikkerhed fra"
    HIGH = "Usikkerhed til"
    COMPARISON = "Til sammenligning"
    VERSUS = "Mod sammenligningen"
    BASELINE = "Udgangspunkt"
    CHANGE = "Ændring"
    CHANGE_UNIT = "Ændringens enhed"
    SINCE = "Siden udgangspunktet"
    DIRECTION = "Sandsynlig retning"
    TARGET = "Mål"
    MISSING = "Mangler"
    VERDICT = "Målvurdering"
    REASON = "Fordi"
    GOAL = "Delmål eller overordnet mål"
    NUMERATOR = "Antal"
    DENOMINATOR = "Ud af"
    COMPARED_WITH = "Sammenlignet med"
    BASELINE_FROM = "Udgangspunktet er"
    CHANGE_LOW = "Ændring fra"
    CHANGE_HIGH = "Ændring til"
    TARGET_NOW = "Målet nu"
    KEY = "Nøgle i indicators.csv"


LAST_PRINTED = Head.REASON

# The column before these in the CSV file, which has all the agreements' rows.
AGREEMENT = "Aftale"

# The sheets without figures, and the heads of the tables in them.
COVER_SHEET, NOTES_SHEET = "Forside", "Noter"
CONTENTS_HEADS = ("Ark", "Hvad arket viser")
ABOUT_HEADS = ("Om filen", "Oplysning")
NOTES_HEADS = ("Ord", "Hvad det betyder")
CAVEATS_HEADS = ("Tal", "Forbehold")

# What stands where a figure that is there has no such number or verdict.
NO_INTERVAL = NO_CHANGE = "beregnes ikke"
NO_COUNT = "opgives ikke"
NOT_COMPARED = "sammenlignes ikke"
IS_COMPARISON = "sammenligningstal"
NO_COMPARISON = "ikke vist"
NO_VERDICT = "vurderes ikke"
NO_BASELINE = "ikke trykt"
SURE_CHANGE = "ændringen er sikker"
NO_TARGET = "intet mål"
NOT_KNOWN = "kan ikke regnes ud"
TARGET_MET = "målet er opfyldt"

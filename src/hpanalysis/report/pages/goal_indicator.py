"""An indicator of an overall goal in words: on its one figure, or on what the areas show together."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import join, make_paragraphs, tag
from hpanalysis.report.words import areas_in_words
from hpanalysis.report.words.speaker import Speaker


def write_words(speaker: Speaker, cells: Cells, subjects: list[Cell], brief: bool = False) -> Markup:
    """The sentences on an indicator: on the total's figure or, without a total, on what the areas show together and how
    each has developed. Called for each indicator of a goal in the data report and the accounting year's report.
    subjects: its latest figures; brief: without the fixed caveat, and with the developments folded, where the page has
    both in tables and lists; speaker: the indicator and its Danish words."""
    if speaker.adoption.total:
        target = speaker.release.plan.strategic is None  # a delmål has a target to be judged on
        return join(
            make_paragraphs([speaker.describe(cell, target, caveat=not brief)], about=cell.about()) for cell in subjects
        )
    told = [(cell, speaker.describe_development(cell)) for cell in subjects]
    named = [
        make_paragraphs([f"{speaker.name_area(cell.area_id).bare}: {text}"], about=cell.about())
        for cell, text in told
        if text
    ]
    of_areas = areas_in_words.describe_measured_areas(speaker, cells, caveat=not brief)
    developed = tag("details", tag("summary", "Udviklingen i hvert område"), named) if brief and named else named
    return join([make_paragraphs(of_areas, about=f"{speaker.indicator_id}/*/*"), developed])

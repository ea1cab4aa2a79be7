"""What was chosen of figures where the plan leaves it open, as a section of datakvalitet."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.plan import Choice
from hpanalysis.report.html import Block, make_section, tag
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables


def _make_row(choice: Choice, release: Release) -> list[object]:
    """A choice's row: the figures, what was chosen, what the plan says, who is to confirm it, and whether that was
    done. Called by `show_choices` for each."""
    labels = danish.join_words(release.indicator(key).label for key in choice.indicators)
    done = "nej"
    if choice.confirmed_on is not None:
        done = f"{choice.confirmed_by_da}, {danish.format_day(choice.confirmed_on)}"
    return [labels, choice.what_da, choice.note_da, choice.confirm_by_da, done]


def show_choices(release: Release) -> Block:
    """The section on what was chosen where the plan leaves it open; a sentence where nothing was. Called by the
    notebook of data quality."""
    choices = release.plan.choices
    if not choices:
        body = tag("p", "Der er ikke noteret valg, som planen lader stå åbne.")
    else:
        columns: list[cells_in_tables.Column] = ["Tal", "Valg", "Hvad planen siger", "Skal bekræftes af", "Bekræftet"]
        caption = "Hvad vi har valgt, hvor planen ikke siger, hvordan et tal skal opgøres"
        body = cells_in_tables.make_folding_table(caption, columns, [_make_row(one, release) for one in choices])
    return Block(make_section("valg", "Valg, der skal bekræftes", body))

"""The milestones: what is to be done by a day, and whether it was."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.published.names import MILESTONES_CSV
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.report.progress.standing_marks import mark_standing
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.year_publication import Year


def _make_row(line) -> list[object]:
    """The cells of a milestone. Called for each. line: a `followup.MilestoneLine`."""
    one = line.milestone
    done = danish.format_day_in_digits(line.done) if line.done else "ikke endnu"
    return [
        one.what_da,
        one.due_as_printed_da or danish.format_day_in_digits(one.due),
        done,
        mark_standing(line.state),
        one.responsible_da,
    ]


_NOT_PRINTED = (
    "Planen henviser til milepælsplaner og succeskriterier, men de er ikke trykt i den. Når sekretariatet har ført dem "
    "ind, står de her."
)


def _tell_own(year: Year) -> str:
    """The sentence on how many milestones the secretariat has added; empty for none. Called once."""
    own = sum(not one.milestone.is_from_plan for one in year.followed.milestones)
    return f"Sekretariatet har føjet {danish.spell_count(own)} til." if own else ""


def show_milestones(year: Year) -> Block:
    """The section on milestones, and that the plan's own milestone plans are not printed in it. Called by the notebook
    fremdrift."""
    columns = ["Milepæl", "Frist", "Nået", "Status", "Hvem"]
    rows = [_make_row(one) for one in year.followed.milestones]
    table = cells_in_tables.make_folding_table("Milepæle", columns, rows) if rows else None
    link = tag("p", tag("a", f"Milepælene som CSV-fil ({MILESTONES_CSV})", href=MILESTONES_CSV), class_="note")
    words = make_paragraphs([_NOT_PRINTED, _tell_own(year)], "note")
    return Block(make_section("milepaele", "Milepæle", table, words, link if rows else None))

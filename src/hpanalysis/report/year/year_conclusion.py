"""What an auditor asks first of an accounting year: what is required, whether it was done, and where it is shown."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import Block, make_paragraphs, make_section, tag
from hpanalysis.report.tables import board_goals, cells_in_tables
from hpanalysis.report.year import year_board, year_duties, year_hours, year_marks
from hpanalysis.report.year_publication import Year

# States of a duty that was owed and not done as the rule asks, by the members of `followup.State`.
_FAULTS = ("LATE", "PARTLY", "MISSING", "BROKEN")


def show_conclusion(year: Year) -> Block:
    """The page's first section: what the board has dealt with, what became of the plan's duties and hours, in sentences
    and in a table with the place of the evidence. Called by the notebook of the accounting year's report."""
    sentences = [
        year_board.summarise_treatment(year),
        year_duties.count_states_in_words(year.followed.duties),
        year_hours.summarise_hours(year),
    ]
    columns = ["Krav", "Svar", "Dokumentation"]
    table = cells_in_tables.make_folding_table("Krav for krav", columns, _list_rows(year))
    return Block(make_section("konklusion", "Konklusion", make_paragraphs(sentences), table, class_="taet"))


def _list_rows(year: Year) -> list[list[object]]:
    """The rows of the table: what is required, the answer with a sign, and a link to the section that shows it. Called
    once."""
    goals = board_goals.name_goals(year.release).lower()
    return [
        [f"Bestyrelsen følger op på {goals}", _answer_for_goals(year), _link("behandlet", "Bestyrelsens behandling")],
        [
            "Opfølgningen bygger på udgivne rapporter",
            _answer_for_reports(year),
            _link("kontrolsummer", "Kontrolsummer"),
        ],
        ["Planens opgaver løses til tiden", _answer_for_duties(year), _link("opgaver", "Opgaver og frister")],
        ["De aftalte timer leveres", _answer_for_hours(year), _link("timer", "Timer")],
        ["De aftalte leverancer nås", _answer_for_promises(year), tag("a", "Fremdrift", href="fremdrift.html")],
    ]


def _link(anchor: str, words: str) -> Markup:
    """A link to a section of the same page. Called for each row."""
    return tag("a", words, href=f"#{anchor}")


def _answer_for_goals(year: Year) -> Markup:
    """Whether the board has dealt with every goal. Called for the first row."""
    missed = sum(not one.by_board for one in year.followed.goals)
    return year_marks.mark_rule(
        not missed, "alle er behandlet", f"{danish.spell_count(missed, one='ét')} er ikke behandlet"
    )


def _answer_for_reports(year: Year) -> Markup:
    """Whether each report that the board dealt with is the published one, by the checksum in the minutes. Called for
    the second row."""
    matches = [one.match.name for goal in year.followed.goals for one in goal.by_board if one.half_year is not None]
    if not matches:
        return year_marks.mark_rule(False, "", "ingen rapport er nævnt")
    return year_marks.mark_rule(
        all(name == "SAME" for name in matches), "kontrolsummerne passer", "ikke alle kontrolsummer er vist at passe"
    )


def _answer_for_duties(year: Year) -> Markup:
    """Whether a duty was missed, late or done otherwise than the rule asks. Called for the third row."""
    states = [one.state.name for duty in year.followed.duties for one in duty.occasions]
    faults = sum(name in _FAULTS for name in states)
    return year_marks.mark_rule(
        not faults, "intet mangler eller er for sent", f"{danish.spell_count(faults)} mangler eller er for sent"
    )


def _answer_for_hours(year: Year) -> Markup:
    """Whether each who owes hours has given those that are due by the last day that any are reported for: what one
    gives beyond, or ahead of its day, pays for nobody else's. Called for the row on hours."""
    due = [line for line in year.followed.hours if line.promised_so_far and not line.own_hours]
    if not due:
        return tag("span", "ingen er forfaldet", class_="neutral")
    short = sum(line.given < line.promised_so_far for line in due)
    due_day = year_hours.name_day_due(year)
    kept = f"hver aftale er holdt til og med {due_day}"
    not_kept = f"{short} af {len(due)} aftaler har fået færre timer end aftalt til og med {due_day}"
    return year_marks.mark_rule(not short, kept, not_kept)


def _answer_for_promises(year: Year) -> Markup:
    """Whether any promise of an activity is behind or not reported on the day of the report. Called for the last
    row."""
    standings = [line.judged.standing.name for line in year.followed.promises]
    behind, silent = standings.count("BEHIND"), standings.count("NOT_REPORTED")
    return year_marks.mark_rule(not behind and not silent, "ingen er bagud", f"bagud: {behind}, ikke meldt: {silent}")

"""What the board has dealt with in an accounting year: the goals, on which report by digest, in which minutes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.publications import compute_checksum
from hpanalysis.report.html import Block, fold_for_screen, join, make_paragraphs, make_section, tag
from hpanalysis.report.site import navigation
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.year import year_links, year_marks
from hpanalysis.report.year_publication import Year

_NONE = "ikke oplyst"


def _name_goal(year: Year, goal_id: str) -> str:
    """A goal's name in the plan, by its id. Called for the sentence and the table on goals dealt with by the board."""
    return year.release.plan.goal(goal_id).name


def _name_goals(year: Year, count: int) -> str:
    """So many goals in words: `de fire overordnede mål`; in a plan without a strategic agreement they are delmål.
    Called for the sentence on what the board has dealt with."""
    kind = "overordnede mål" if year.release.plan.strategic is not None else "delmål"
    return f"de {danish.spell_count(count)} {kind}"


def summarise_treatment(year: Year) -> str:
    """The sentence on how many goals the board has dealt with in the year, and which not. Called for the conclusion of
    the year's report, and at the head of what the board has dealt with."""
    goals = year.followed.goals
    missed = [f"»{_name_goal(year, one.goal_id)}«" for one in goals if not one.by_board]
    when = f"i regnskabsåret {year.followed.label}"
    if not missed:
        return f"Bestyrelsen har behandlet hvert af {_name_goals(year, len(goals))} {when}."
    if len(missed) == len(goals):
        return f"Bestyrelsen har ikke behandlet nogen af {_name_goals(year, len(goals))} {when}."
    dealt = danish.spell_count(len(goals) - len(missed))
    all_goals = _name_goals(year, len(goals))
    return f"Bestyrelsen har behandlet {dealt} af {all_goals} {when}. Ikke behandlet: {', '.join(missed)}."


def _link_half_year(year: Year, half_year: str) -> Markup | str:
    """A half-year's name, linked to its front page where it is published. Called for each report that the board has
    dealt with. half_year: its id, `2026H1`."""
    half = HalfYear.parse(half_year)
    if not (year.reports / half_year).is_dir():
        return danish.format_half_year(half)
    return tag("a", danish.format_half_year(half), href=year_links.make_href(half, f"{navigation.INDEX}.html"))


def _list_reports_treated(treated: Iterable) -> list[tuple[str, str, Enum]]:
    """The reports that the board has dealt with, each once, oldest first: half-year, digest in the minutes ("" for
    none), and whether it is the published report. Called once for the accounting year's report. treated:
    `followup.GoalDiscussion`s."""
    matches = {(one.half_year, one.digest or ""): one.match for one in treated if one.half_year is not None}
    return [(*key, matches[key]) for key in sorted(matches)]


_COLUMNS: list[cells_in_tables.Column] = ["Møde", "Rapport", "Referat", "Beslutning"]


def _make_meeting_row(year: Year, one) -> Markup:
    """A meeting that dealt with a goal: day, report and whether it is the published one, minutes, decision; what is not
    noted is `ikke oplyst`. Called for each meeting under a goal. one: a `followup.GoalDiscussion`."""
    report = (
        [_link_half_year(year, one.half_year), tag("small", year_marks.mark(one.match))] if one.half_year else _NONE
    )
    return cells_in_tables.make_row(
        _COLUMNS, danish.format_day_in_digits(one.day), [report, one.minutes or _NONE, one.decided or _NONE]
    )


def _make_goal_rows(year: Year, goal) -> list[Markup]:
    """The rows of a goal: every meeting of the board that dealt with it, or one row that says that none did. Called for
    each goal. goal: a `followup.GoalYear`."""
    rows = [_make_meeting_row(year, one) for one in goal.by_board]
    none = year_marks.mark_rule(False, "", "Bestyrelsen har ikke behandlet målet i regnskabsåret.")
    return rows or [tag("tr", tag("td", none, colspan=len(_COLUMNS)))]


def _make_goals_table(year: Year) -> Markup:
    """The table of the goals at the board's meetings, grouped by goal. Called once for the accounting year's report."""
    groups = [(_name_goal(year, goal.goal_id), _make_goal_rows(year, goal)) for goal in year.followed.goals]
    return make_grouped_table("Målene på bestyrelsens møder", _COLUMNS, groups)


def _make_checksum_row(year: Year, half_year: str, digest: str, match: Enum) -> list[object]:
    """A report's row: its digest in the minutes, the digest of what is published now, and whether they agree (match).
    Called for each report that the board has dealt with. digest: "" where the minutes have none."""
    folder = year.reports / half_year
    now = compute_checksum(folder) if folder.is_dir() else None
    return [
        _link_half_year(year, half_year),
        tag("code", digest, class_="sum") if digest else _NONE,
        tag("code", now, class_="sum") if now else _NONE,
        year_marks.mark(match),
    ]


def _make_checksums_table(year: Year) -> Markup | None:
    """The table that shows, report by report, the digest in the minutes beside the digest of what is published; None
    where no report is named. Called once for the accounting year's report."""
    reports = _list_reports_treated(one for goal in year.followed.goals for one in goal.by_board)
    if not reports:
        return None
    table = cells_in_tables.make_folding_table(
        "Rapporternes kontrolsummer",
        ["Rapport", "Kontrolsum i referatet", "Kontrolsum nu", "Rapporten"],
        [_make_checksum_row(year, *one) for one in reports],
    )
    note = (
        "Kontrolsummen i referatet viser, at den rapport, der blev behandlet, er den, der er udgivet. Den er enten "
        "udgivelsens samlede kontrolsum, som står på siden med alle udgivelser, eller kontrolsummen for én af dens "
        "filer eller for dens pakke. Er halvåret udgivet igen, gælder kontrolsummerne for den tidligere udgave også."
    )
    return join([table, tag("p", note, class_="note")])


def _refer_to_goals(one, of_goals: set) -> str:
    """What stands in the decision's place for a meeting (one) that has none of its own: a reference to the goals if it
    dealt with any, else `ikke oplyst`. Called for each such meeting. of_goals: day and body of meetings that dealt with
    goals."""
    return "se målene ovenfor" if (one.day, one.body) in of_goals else _NONE


def _make_meetings_table(year: Year) -> Markup:
    """The table of every meeting of the year, as the secretariat has noted it; or a sentence that there is none. Called
    once for the accounting year's report."""
    meetings = year.followed.meetings
    if not meetings:
        return tag("p", "Der er ikke noteret noget møde i regnskabsåret.")
    of_goals = {(one.day, one.body) for goal in year.followed.goals for one in goal.by_board}
    rows = [
        [
            danish.format_day_in_digits(one.day),
            one.body,
            one.minutes or _NONE,
            one.decided or _refer_to_goals(one, of_goals),
        ]
        for one in meetings
    ]
    return cells_in_tables.make_folding_table(
        "Møderne, som sekretariatet har noteret dem", ["Møde", "Hvem", "Referat", "Beslutning"], rows
    )


def show_treated(year: Year) -> Block:
    """The section on what the board has dealt with: when, on which report, in which minutes and with what decision;
    then the reports' digests and all meetings of the year. Called by the notebook of the accounting year's report."""
    checksums = _make_checksums_table(year)
    return Block(
        make_section(
            "behandlet",
            "Hvad bestyrelsen har behandlet",
            [
                make_paragraphs([summarise_treatment(year)]),
                _make_goals_table(year),
                make_section(
                    "kontrolsummer",
                    "Hvilken rapport der lå til grund",
                    fold_for_screen("Kontrolsummerne", checksums) if checksums else tag("p", "Ingen."),
                    level=3,
                ),
                make_section(
                    "moeder",
                    "Alle møder i året",
                    fold_for_screen("Møderne og deres referater", _make_meetings_table(year)),
                    level=3,
                ),
            ],
            class_="taet",
        )
    )

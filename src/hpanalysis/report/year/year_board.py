"""What the board has dealt with in an accounting year: the goals, on which report by digest, in which minutes."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import Path

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.publications import compute_checksum
from hpanalysis.report.html import Block, join, make_paragraphs, make_section, tag
from hpanalysis.report.site import navigation
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.year import year_links, year_marks
from hpanalysis.report.year.year_publication import Year
from hpanalysis.workspace import Workspace

_NONE = "ikke oplyst"


def _goal_name(year: Year, goal_id: str) -> str:
    return year.release.plan.goal(goal_id).name


def _what(year: Year, count: int) -> str:
    """`de fire overordnede mål`; a plan without a strategic agreement has delmål."""
    kind = "overordnede mål" if year.release.plan.strategic is not None else "delmål"
    return f"de {danish.spell_count(count)} {kind}"


def _seen(year: Year) -> str:
    """Of how many goals the board has followed up in the year, and which it has not."""
    goals = year.followed.goals
    missed = [f"»{_goal_name(year, one.goal_id)}«" for one in goals if not one.by_board]
    when = f"i regnskabsåret {year.followed.label}"
    if not missed:
        return f"Bestyrelsen har behandlet hvert af {_what(year, len(goals))} {when}."
    if len(missed) == len(goals):
        return f"Bestyrelsen har ikke behandlet nogen af {_what(year, len(goals))} {when}."
    dealt = danish.spell_count(len(goals) - len(missed))
    return (
        f"Bestyrelsen har behandlet {dealt} af {_what(year, len(goals))} {when}. Ikke behandlet: {', '.join(missed)}."
    )


def _folder(half_year: str) -> Path:
    """Where a half-year lies published, if it does."""
    return Workspace.from_environment().reports / half_year


def _report(half_year: str) -> Markup | str:
    """The half-year, linked where it is published."""
    half = HalfYear.parse(half_year)
    if not _folder(half_year).is_dir():
        return danish.format_half_year(half)
    return tag("a", danish.format_half_year(half), href=year_links.href(half, f"{navigation.INDEX}.html"))


def _reports(treated: Iterable) -> list[tuple[str, str, Enum]]:
    """Half-year, digest in the minutes (empty without one) and match of each report dealt with, once, oldest first."""
    found = {(one.half_year, one.digest or ""): one.match for one in treated if one.half_year is not None}
    return [(*key, found[key]) for key in sorted(found)]


_COLUMNS: list[cells_in_tables.Column] = ["Møde", "Rapport", "Referat", "Beslutning"]


def _treated_row(one) -> Markup:
    """A `followup.GoalDiscussion`: the day, the report and whether it is the published one, minutes, decision."""
    report = [_report(one.half_year), tag("small", year_marks.mark(one.match))] if one.half_year else _NONE
    return cells_in_tables.make_row(
        _COLUMNS, danish.format_day_in_digits(one.day), [report, one.minutes or _NONE, one.decided or _NONE]
    )


def _goal_rows(goal) -> list[Markup]:
    """Every meeting of the board that dealt with a `followup.GoalYear`."""
    rows = [_treated_row(one) for one in goal.by_board]
    none = year_marks.kept(False, "", "Bestyrelsen har ikke behandlet målet i regnskabsåret.")
    return rows or [tag("tr", tag("td", none, colspan=len(_COLUMNS)))]


def _goals(year: Year) -> Markup:
    """Goal by goal."""
    groups = [(_goal_name(year, goal.goal_id), _goal_rows(goal)) for goal in year.followed.goals]
    return make_grouped_table("Målene på bestyrelsens møder", _COLUMNS, groups)


def _digest_row(half_year: str, digest: str, match: Enum) -> list[object]:
    folder = _folder(half_year)
    now = compute_checksum(folder) if folder.is_dir() else None
    return [
        _report(half_year),
        tag("code", digest, class_="sum") if digest else _NONE,
        tag("code", now, class_="sum") if now else _NONE,
        year_marks.mark(match),
    ]


def _digests(year: Year) -> Markup | None:
    """The digest in the minutes beside that of what lies published, whole; None where no report is named."""
    found = _reports(one for goal in year.followed.goals for one in goal.by_board)
    if not found:
        return None
    table = cells_in_tables.make_folding_table(
        "Rapporternes kontrolsummer",
        ["Rapport", "Kontrolsum i referatet", "Kontrolsum nu", "Rapporten"],
        [_digest_row(*one) for one in found],
    )
    note = (
        "Kontrolsummen i referatet viser, at den rapport, der blev behandlet, er den, der er udgivet. Den er enten "
        "udgivelsens samlede kontrolsum, som står på siden med alle udgivelser, eller kontrolsummen for én af dens "
        "filer."
    )
    return join([table, tag("p", note, class_="note")])


def _decided(one, of_goals: set) -> str:
    """What stands for a meeting's own decision, where it has none: its decisions on the goals stand above."""
    return "se målene ovenfor" if (one.day, one.body) in of_goals else _NONE


def _all_meetings(year: Year) -> Markup:
    """Every meeting of the year, as the secretariat has noted it."""
    held = year.followed.meetings
    if not held:
        return tag("p", "Der er ikke noteret noget møde i regnskabsåret.")
    of_goals = {(one.day, one.body) for goal in year.followed.goals for one in goal.by_board}
    rows = [
        [danish.format_day_in_digits(one.day), one.body, one.minutes or _NONE, one.decided or _decided(one, of_goals)]
        for one in held
    ]
    return cells_in_tables.make_folding_table(
        "Møderne, som sekretariatet har noteret dem", ["Møde", "Hvem", "Referat", "Beslutning"], rows
    )


def year_treated(followed, half_year: str, edition: str = "offentlig") -> Block:
    """That the board dealt with the goals: when, on which report, in which minutes and with what decision."""
    year = Year.named(followed, half_year, edition)
    return Block(
        make_section(
            "behandlet",
            "Hvad bestyrelsen har behandlet",
            make_paragraphs([_seen(year)]),
            _goals(year),
            make_section(
                "kontrolsummer", "Hvilken rapport der lå til grund", _digests(year) or tag("p", "Ingen."), level=3
            ),
            make_section("moeder", "Alle møder i året", _all_meetings(year), level=3),
        )
    )

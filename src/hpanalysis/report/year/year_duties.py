"""The duties of the plan in an accounting year: what was due, what was done and when, what is late."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import Block, fold_for_screen, join, make_paragraphs, make_section, tag
from hpanalysis.report.tables import cells_in_tables
from hpanalysis.report.tables.grouped_table import make_grouped_table
from hpanalysis.report.year import year_marks
from hpanalysis.report.year_publication import Year

_COLUMNS: list[cells_in_tables.Column] = ["Hvornår", "Frist", "Gjort", "Status"]
# What stands in place of a day, by the member of `followup.State`; else that it was not done.
_WITHOUT_DAY = {
    "DONE": "dagen vises ikke",
    "LATE": "dagen vises ikke",
    "PARTLY": "ikke af alle",
    "AWAITED": "ikke endnu",
    "NOT_YET_DUE": "ikke endnu",
}
_FAULTS = ("LATE", "PARTLY", "MISSING", "BROKEN")  # members of `followup.State`


def format_moment(moment: date | datetime) -> str:
    """A day in a table, with the hour where it has one: `30-06-2026`, `30-06-2026 kl. 14.00`. Called for each day in
    the tables of an accounting year's duties and of the emergency group's activations."""
    day = danish.format_day_in_digits(moment)
    return f"{day} kl.{danish.NBSP}{moment:%H.%M}" if isinstance(moment, datetime) else day


def _format_day(moment: date | datetime) -> Markup:
    """A day, with its hour if it has one, as a <span> that is never broken at its hyphens. Called for the deadline and
    the day done of each row in a table of duties."""
    return tag("span", format_moment(moment), class_="dato")


def _describe_deadline(one) -> list[object]:
    """The cell of a deadline: the last day on which a duty must be done, and the rule it follows from; without a day
    the rule alone, or `ingen frist`. Called for each row of a table of duties. one: a `followup.Occasion`, one time
    that the duty was due."""
    if one.due is None:
        return [one.why_due or "ingen frist"]
    return [_format_day(one.due), tag("small", one.why_due) if one.why_due else None]


def _describe_day_done(one) -> list[object]:
    """The cell of the day a duty was done and its minutes, or words for no day; for an activation of the emergency
    group, only that it was done. Called for each row of a table of duties. one: a `followup.Occasion`, one time that
    the duty was due."""
    day = _format_day(one.done) if one.done else _WITHOUT_DAY.get(one.state.name, "ikke gjort")
    return [day, tag("small", f"referat: {one.minutes}") if one.minutes else None]


def _describe_state(one) -> list[object]:
    """The cell of what became of a duty: symbol and word, and the secretariat's note if there is one. Called for each
    row of a table of duties. one: a `followup.Occasion`, one time that the duty was due."""
    return [year_marks.mark(one.state), tag("small", one.note) if one.note else None]


def make_occasion_row(one) -> Markup:
    """The row of one time that a duty was due, or was done beyond that: what, by when and why, when it was done, and
    what became of it. Called for each such time in a table of duties. one: a `followup.Occasion`."""
    return cells_in_tables.make_row(
        _COLUMNS, one.what, [_describe_deadline(one), _describe_day_done(one), _describe_state(one)]
    )


def _make_single_cell_row(words: str) -> Markup:
    """A row with one cell, which says in Danish (`words`) why a duty has no other row. Called for a duty that nothing
    is recorded of, and for one that was not due in the year."""
    return tag("tr", tag("td", words, colspan=len(_COLUMNS), class_="tom"))


def make_duty_rows(duty) -> list[Markup]:
    """The rows of a duty: each time it was due in the year, and what was done beyond that; or one that says why there
    are none. Called for each duty of a table. duty: a `followup.DutyYear`, the duty with those times."""
    if duty.unknown:
        return [_make_single_cell_row("Der er ingen optegnelser, som opgaven kan holdes op mod.")]
    rows = [make_occasion_row(one) for one in (*duty.occasions, *duty.beyond)]
    return rows or [_make_single_cell_row("Opgaven er ikke forfaldet i året.")]


def make_duties_table(duties, caption: str) -> Markup:
    """The table of duties in the plan's words, grouped by duty. Called for all duties of an accounting year, and for
    the emergency group's status meeting. duties: `followup.DutyYear`, a duty with each time it was due in the year."""
    return make_grouped_table(caption, _COLUMNS, [(duty.wording, make_duty_rows(duty)) for duty in duties])


_IN_WORDS = 10  # numbers up to so many are written as words, and beside a greater one as digits
# What is said of so many times (members of `followup.State`), in the order it is said.
_SAID = {
    "DONE": "{n} er udført",
    "LATE": "{n} er udført for sent",
    "BROKEN": "{n} er ikke overholdt",
    "PARTLY": "{n} er udført delvist",
    "MISSING": "{n} mangler",
    "AWAITED": "{n} afventer",
    "NOT_YET_DUE": "{n} er ikke forfaldet endnu",
    "LAPSED": "{n} er bortfaldet",
}


def count_states_in_words(duties) -> str:
    """A Danish sentence on how many times duties were due in the year, and what became of them. Called for the
    conclusion, and at the head of the section on duties. duties: `followup.DutyYear`, a duty with each time it was due
    in the year."""
    counts = Counter(one.state.name for duty in duties for one in duty.occasions)
    if not counts:
        return "Planens opgaver er ikke forfaldet i regnskabsåret."
    write = danish.spell_count if counts.total() <= _IN_WORDS else danish.format_number
    joined = danish.join_clauses(words.format(n=write(counts[name])) for name, words in _SAID.items() if counts[name])
    times = "én gang" if counts.total() == 1 else f"{write(counts.total())} gange"
    return f"Planens opgaver skal løses {times} i regnskabsåret: {danish.capitalise(joined)}."


def _make_faults_table(year: Year) -> Markup:
    """The table of what was late, is missing or was not done as the rule asks; or a sentence that nothing is. Called
    once, for the first part of the section on the year's duties."""
    faults = [(duty, one) for duty in year.followed.duties for one in duty.occasions if one.state.name in _FAULTS]
    if not faults:
        return tag("p", "Intet mangler, og intet er gjort for sent.")
    rows = [
        [duty.wording, one.what, _describe_deadline(one), _describe_day_done(one), _describe_state(one)]
        for duty, one in faults
    ]
    return cells_in_tables.make_folding_table(
        "Det, der mangler, er for sent eller ikke er overholdt", ["Opgave", *_COLUMNS], rows
    )


def _make_order_row(one) -> list[object]:
    """The cells for a board meeting: its day, the steering group's before it, the days between, and whether that is as
    agreed. Called for each ordinary board meeting of the year. one: a `followup.MeetingOrder`; its `days` is None if
    the steering group did not meet before."""
    days = "ingen" if one.days is None else f"{danish.format_number(one.days)} dage"
    steering = danish.format_day_in_digits(one.steering_group) if one.steering_group else "intet møde før"
    return [
        danish.format_day_in_digits(one.board),
        steering,
        days,
        year_marks.mark_rule(one.as_agreed, "som aftalt", "ikke som aftalt"),
    ]


def _make_order_table(year: Year) -> Markup:
    """The table of whether the steering group met first and the board about as many days later as the plan says; a
    sentence where the board held no ordinary meeting. Called once, for the section on the year's duties."""
    meetings = year.followed.order
    if not meetings:
        return tag("p", "Bestyrelsen har ikke holdt noget ordinært møde i året.")
    table = cells_in_tables.make_folding_table(
        "Bestyrelsens ordinære møder og styregruppens møde før dem",
        ["Bestyrelsens møde", "Styregruppens møde", ("Dage imellem", "num"), "Rækkefølgen"],
        [_make_order_row(one) for one in meetings],
    )
    expected = danish.format_number(meetings[0].expected)
    note = f"Planen siger omkring {expected} dage. Det regnes for overholdt, når afvigelsen er højst syv dage."
    return join([table, tag("p", note, class_="note")])


def _make_not_followed_section(year: Year) -> Markup | None:
    """The part on duties that the plan names and nothing here follows, with the reason; None where there are none.
    Called once, for the section on the year's duties."""
    rows = [[duty.wording, duty.not_followed] for duty in year.followed.duties if duty.not_followed]
    if not rows:
        return None
    table = cells_in_tables.make_folding_table("Planens øvrige opgaver", ["Opgave", "Hvorfor ikke"], rows)
    folded = fold_for_screen("Opgaverne, og hvorfor de ikke følges op", table)
    return make_section("opgaver-ikke-fulgt", "Følges ikke op her", folded, level=3)


_CHANGED = {"strategisk": "Den strategiske aftale", "kommissorium": "Kommissoriet"}


def _make_change_row(year: Year, one) -> list[object]:
    """The cells for a change of an agreement: what, when, by consensus, whether LBF (Landsbyggefonden) approved it
    where it must, and the mark of its state. Called for each change that the year's table lists. one: a
    `followup.ChangeRecord`."""
    agreement = year.release.plan.agreement(one.agreement_id).name if one.agreement_id else ""
    approved = danish.format_day_in_digits(one.lbf_approved) if one.lbf_approved else "ikke godkendt"
    return [
        [_CHANGED.get(one.what, f"Delaftalen {agreement}"), tag("small", one.about)],
        [danish.format_day_in_digits(one.day), tag("small", f"referat: {one.minutes}") if one.minutes else None],
        "ja" if one.consensus else "nej",
        approved if one.needs_lbf else "kræves ikke",
        year_marks.mark(one.state),
    ]


def _make_changes_table(year: Year) -> Markup:
    """The table of the changes of agreements in the year, and of earlier ones that LBF (Landsbyggefonden) had not
    approved when it began; a sentence where there is none. Called once, for the section on the year's duties."""
    changes = year.followed.changes
    if not changes:
        return tag("p", "Ingen aftale er ændret i regnskabsåret.")
    columns = ["Aftale", "Ændret", "Konsensus", "Landsbyggefondens godkendelse", "Status"]
    return cells_in_tables.make_folding_table(
        "Ændringer af aftalerne", columns, [_make_change_row(year, one) for one in changes]
    )


def _make_irregularity_row(one) -> list[object]:
    """The cells for an irregularity: what, when it was seen, when the board was told, and what was done. Called for
    each irregularity of the accounting year. one: a `followup.IrregularityRecord`."""
    passed_on = danish.format_day_in_digits(one.passed_on) if one.passed_on else "ikke meddelt"
    followed_up = one.followed_up or "ikke oplyst"
    return [one.about, danish.format_day_in_digits(one.seen), passed_on, followed_up, year_marks.mark(one.state)]


def _make_irregularities_table(year: Year) -> Markup:
    """The table of every irregularity of the year, or a sentence that none is noted. Called once, for the section on
    the year's duties."""
    irregularities = year.followed.irregularities
    if not irregularities:
        return tag("p", "Der er ikke noteret uregelmæssigheder eller bekymringer i regnskabsåret.")
    columns = ["Hvad", "Set", "Meddelt bestyrelsen", "Opfølgning", "Status"]
    return cells_in_tables.make_folding_table(
        "Uregelmæssigheder og bekymringer", columns, [_make_irregularity_row(one) for one in irregularities]
    )


def show_duties(year: Year) -> Block:
    """The section on the year's duties: what is wrong first, then every duty, those that are not followed, the
    meetings' order, the changes and the irregularities. Called by the notebook of the accounting year's report."""
    duties = [duty for duty in year.followed.duties if not duty.not_followed]
    return Block(
        make_section(
            "opgaver",
            "Opgaver og frister",
            [
                make_paragraphs([count_states_in_words(duties)]),
                make_section(
                    "opgaver-fejl", "Det, der mangler eller er gjort for sent", _make_faults_table(year), level=3
                ),
                make_section(
                    "opgaver-alle",
                    "Alle opgaver",
                    fold_for_screen(
                        "Hver opgave med frist, dato og status",
                        make_duties_table(duties, f"Planens opgaver {year.covered}"),
                    ),
                    level=3,
                ),
                _make_not_followed_section(year),
                make_section(
                    "opgaver-orden",
                    "Først styregruppen, så bestyrelsen",
                    fold_for_screen("Møderne og dagene mellem dem", _make_order_table(year)),
                    level=3,
                ),
                make_section("opgaver-aendringer", "Ændringer af aftalerne", _make_changes_table(year), level=3),
                make_section(
                    "opgaver-uregelmaessigheder", "Uregelmæssigheder", _make_irregularities_table(year), level=3
                ),
            ],
            class_="taet",
        )
    )

"""What the half-year's figures raise for decision: the question, why it is raised, what may be chosen and what follows.

Each kind of question is one function of `_KINDS`. None of them says what is best: the options stand beside each other,
with what is known of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.plan.duties import Duty, Kind
from hpanalysis.report import goals, periods, verdict_notes
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.earlier_reports import EarlierReport, find_since
from hpanalysis.report.html import tag
from hpanalysis.report.leading_figures import list_latest_figures
from hpanalysis.report.release import Release
from hpanalysis.report.words import needs_words
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import NOT_IN_PLAN, Since, Status, Verdict

NOTHING = "Tallene giver ikke noget at beslutte i dette halvår."
_DELAFTALE = "delaftale"  # among the parts of the duty that tells how an agreement is changed


@dataclass(frozen=True)
class Option:
    """What may be chosen, and what follows. Made for each decision."""

    name: str
    follows: str
    about: str | None = None  # the figure that `follows` tells of (`Cell.about`)


@dataclass(frozen=True)
class Decision:
    """A question that the figures raise. Made by the kinds below, drawn by `make_decisions`."""

    question: str
    why: str
    options: tuple[Option, ...]
    by: str  # who decides, and how
    since: HalfYear  # the first report in a row that raised it
    about: str | None  # what `why` tells of: a delmål or a figure; None for several


def list_decisions(release: Release, cells: Cells, earlier: Sequence[EarlierReport]) -> list[Decision]:
    """All that the half-year's figures raise, the gravest first. Called once, for the overview. earlier: the
    publications before, newest first."""
    return [decision for kind in _KINDS for decision in kind(release, cells, earlier)]


def make_decisions(decisions: Sequence[Decision]) -> Markup:
    """The decisions as they stand on the page; the sentence that there are none, where there are none. Called once, for
    the overview."""
    if not decisions:
        return tag("p", NOTHING)
    return tag("div", [_make_decision(decision) for decision in decisions], class_="beslutninger")


def _make_decision(decision: Decision) -> Markup:
    """One decision: its question, and a list of why, what may be chosen, who decides and since when it is open. Called
    for each."""
    options = [
        tag("li", tag("b", f"{option.name}: "), option.follows, data_om=option.about) for option in decision.options
    ]
    entries = [
        ("Hvorfor", tag("dd", decision.why, data_om=decision.about)),
        ("Muligheder", tag("dd", tag("ul", options))),
        ("Hvem", tag("dd", decision.by)),
        ("Åbent siden", tag("dd", danish.format_half_year(decision.since))),
    ]
    return tag(
        "article",
        tag("h3", decision.question),
        tag("dl", [tag("div", tag("dt", name), content) for name, content in entries]),
    )


def _find_rule_of_change(release: Release) -> Duty | None:
    """The duty that tells how a delaftale is changed; None in a plan that does not say. Called for who decides."""
    duties = (duty for duty in release.plan.duties if duty.kind is Kind.CHANGE and _DELAFTALE in duty.parts)
    return next(duties, None)


def _tell_who_changes(release: Release) -> str:
    """Who decides on a delaftale, and how, in the plan's words. Called for decisions that would change one."""
    duty = _find_rule_of_change(release)
    return "Det siger planen ikke." if duty is None else f"{duty.body}. {duty.told}"


def _tell_who(release: Release) -> str:
    """The body that decides where no agreement is changed: the one that may change them. Called for the other
    decisions."""
    duty = _find_rule_of_change(release)
    return "Det siger planen ikke." if duty is None else f"{duty.body}."


def _ask_of_goals_off_track(release: Release, cells: Cells, earlier: Sequence[EarlierReport]) -> Iterator[Decision]:
    """A decision for each delmål that is surely not on its way: go on, change the activities, or change the target.
    Called by `list_decisions`."""
    for one in goals.list_judged_delmaal(cells, release):
        if not _is_off_track(one):
            continue
        figure = one.deciding[0]
        speaker = Speaker(release, figure.adoption.indicator_id)
        needs = needs_words.summarise_needs(figure.cell, speaker.indicator, figure.adoption)
        go_on = " ".join(finish(sentence) for sentence in needs) or "Målet og aktiviteterne står ved magt."
        yield Decision(
            question=f"Skal indsatsen eller målet for »{one.delmaal.name}« ændres?",
            why=" ".join(finish(f"{told}.") for told in _tell_why(one, release) if told),
            options=(
                Option("Fortsæt uændret", go_on, figure.cell.about()),
                Option("Ret aktiviteterne i delaftalen", _tell_when_seen(speaker, release)),
                Option("Ret målet i delaftalen", "Tallet vurderes fra da af mod det nye mål."),
            ),
            by=_tell_who_changes(release),
            since=find_since(release, earlier, _was_off_track(one, release)),
            about=f"delmaal/{one.delmaal.id}",
        )


def _tell_why(one: goals.JudgedDelmaal, release: Release) -> tuple[str, str]:
    """Why a delmål is asked about: the reason of its verdict, and that it was measured before the plan began, where it
    was; "" for none. Called for each such delmål."""
    return goals.explain_verdict(one), verdict_notes.say_of_delmaal(one, release)


def _was_off_track(one: goals.JudgedDelmaal, release: Release) -> Callable[[EarlierReport], bool]:
    """The question whether an earlier report had a delmål as not on its way. Called for each such delmål."""
    return lambda report: report.judge_delmaal(one.delmaal, release) is Verdict.NOT_ON_TRACK


def _tell_when_seen(speaker: Speaker, release: Release) -> str:
    """When the next figure comes, in which a change could first be seen. Called for the option to change the
    activities."""
    due = periods.find_next_due(speaker.indicator, release.half_year)
    if due is None:
        return "Det er ikke oplyst, hvornår næste opgørelse kommer."
    return f"Næste opgørelse af tallet ventes i {danish.format_month(due)}; før den kan intet ses."


def _ask_of_goals_out_of_reach(release: Release, cells: Cells, earlier: Sequence[EarlierReport]) -> Iterator[Decision]:
    """One decision for all delmål of which it cannot be known within the plan whether they are met: go on, count years
    together, or ask for more figures. Called by `list_decisions`."""
    unknowable = [
        (one, figures)
        for one in goals.list_judged_delmaal(cells, release)
        if not _is_off_track(one) and (figures := _list_out_of_reach(one))
    ]
    if not unknowable:
        return
    names = danish.join_words(f"»{one.delmaal.name}«" for one, _ in unknowable)
    cells_of_goals = [figure.cell for _, figures in unknowable for figure in figures]
    pooled = any(cell.needs is not None and cell.needs.sure_reason != NOT_IN_PLAN for cell in cells_of_goals)
    options = [Option("Behold tallene alene", "De giver næppe et sikkert svar, før planen udløber.")]
    if pooled:
        options.append(Option("Se flere år samlet", "Tre år samlet giver et sikrere tal, men viser en ændring senere."))
    options.append(
        Option(
            "Bed om flere tal",
            f"{release.plan.settings.publisher} kan opgøre flere tal; et nyt mål kræver en ændret delaftale.",
        )
    )
    yield Decision(
        question="Skal delmål, som ikke kan nå at få et sikkert svar, følges på en anden måde?",
        why=f"I planperioden kan det ikke vides, om målet er nået, for {names}.{_name_asked_above(release, cells)}",
        options=tuple(options),
        by=_tell_who(release),
        since=find_since(release, earlier, lambda report: _any_was_out_of_reach(report, cells_of_goals)),
        about=None,
    )


def _name_asked_above(release: Release, cells: Cells) -> str:
    """The sentence on the delmål of which it cannot be known either, but which have a question of their own; "" without
    any. Called for the decision on those that have none."""
    judged = goals.list_judged_delmaal(cells, release)
    above = [f"»{one.delmaal.name}«" for one in judged if _is_off_track(one) and _list_out_of_reach(one)]
    return f" Det gælder også {danish.join_words(above)} ovenfor." if above else ""


def _is_off_track(one: goals.JudgedDelmaal) -> bool:
    """Whether a delmål is surely not on its way, and so has a question of its own. Asked for each."""
    return one.verdict is Verdict.NOT_ON_TRACK


def _list_out_of_reach(one: goals.JudgedDelmaal) -> list[goals.JudgedFigure]:
    """The figures that decide a delmål, where it can be known of none of them within the plan; else empty. Called for
    each delmål."""
    asked = [(figure, figure.cell.needs) for figure in one.deciding]
    out = [figure for figure, needs in asked if needs is not None and needs_words.is_out_of_reach(needs)]
    return out if len(out) == len(asked) else []


def _any_was_out_of_reach(report: EarlierReport, figures: Sequence[Cell]) -> bool:
    """Whether an earlier report said of one of these figures that it cannot be known. Called for each report."""
    rows = (report.rows.get((cell.indicator_id, cell.area_id)) for cell in figures)
    return any(row is not None and row.get("sure_reason", "").startswith(NOT_IN_PLAN) for row in rows)


def _ask_of_breaks(release: Release, cells: Cells, earlier: Sequence[EarlierReport]) -> Iterator[Decision]:
    """A decision for each indicator whose series is broken, so that it has no baseline that it can be held against.
    Called by `list_decisions`."""
    for speaker, cell in list_latest_figures(release, cells):
        if cell.since is not Since.BREAK:
            continue
        when = danish.format_day(speaker.indicator.version_at(cell.end).since)
        yield Decision(
            question=f"{speaker.indicator.label}: Skal der fastsættes et nyt udgangspunkt efter databruddet {when}?",
            why="Tallet opgøres på en ny måde fra den dag og kan ikke holdes op mod det hidtidige udgangspunkt.",
            options=(
                Option("Fastsæt et nyt udgangspunkt", "Ændringer vurderes fra den første opgørelse efter databruddet."),
                Option("Behold det hidtidige", "Ændringen siden udgangspunktet vurderes ikke mere i planperioden."),
            ),
            by=_tell_who_changes(release),
            since=find_since(release, earlier, _said_of(cell, "since_baseline", Since.BREAK.value)),
            about=None,
        )


def _ask_of_missing_data(release: Release, cells: Cells, earlier: Sequence[EarlierReport]) -> Iterator[Decision]:
    """A decision for each indicator whose data were not delivered. Called by `list_decisions`."""
    for speaker, cell in list_latest_figures(release, cells):
        if cell.status is not Status.NOT_DELIVERED:
            continue
        yield Decision(
            question=f"{speaker.indicator.label}: Hvordan skaffes de data, der ikke er leveret?",
            why="Uden dem kan tallet ikke opgøres, og delmålet kan ikke være opfyldt.",
            options=(
                Option("Ryk leverandøren", "Kommer data, opgøres tallet i næste rapport."),
                Option("Opgiv tallet", "Delmålet må så følges på en anden måde; det kræver en ændret delaftale."),
            ),
            by=_tell_who(release),
            since=find_since(release, earlier, _said_of(cell, "status", Status.NOT_DELIVERED.value)),
            about=None,
        )


def _said_of(cell: Cell, column: str, word: str) -> Callable[[EarlierReport], bool]:
    """The question whether an earlier report had this word of a figure. Called for breaks and for missing data."""
    return lambda report: report.rows.get((cell.indicator_id, cell.area_id), {}).get(column) == word


_KINDS = (_ask_of_goals_off_track, _ask_of_missing_data, _ask_of_breaks, _ask_of_goals_out_of_reach)

"""Where the promises stand in a few sentences: what is due, what is under way, and who has not reported."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis import danish
from hpanalysis.report.html import Block, make_paragraphs, make_section
from hpanalysis.report.progress.standing_marks import count_standing, is_all_due
from hpanalysis.report.year import year_hours
from hpanalysis.report.year_publication import Year


def _tell_due(lines: Sequence) -> str:
    """The sentence on the promises that are due as a whole: how many are kept, behind or not reported. Called once.
    lines: `followup.PromiseLine`, those that are due."""
    if not lines:
        return "Ingen af de aftalte leverancer er forfaldet endnu."
    met, behind, silent = (count_standing(lines, name) for name in ("MET", "BEHIND", "NOT_REPORTED"))
    return (
        f"Af de {len(lines)} aftalte leverancer, der er forfaldet, er {met} nået, {behind} er bagud, og {silent} er "
        "ikke meldt."
    )


def _tell_under_way(lines: Sequence) -> str:
    """The sentence on the promises that are under way; empty where there are none. Called once. lines:
    `followup.PromiseLine`, those of which not all is due."""
    if not lines:
        return ""
    names = ("MET", "ON_COURSE", "BEHIND", "NOT_REPORTED", "NOT_BEGUN")
    met, on_course, behind, silent, to_begin = (count_standing(lines, name) for name in names)
    return (
        f"Af de {len(lines)}, der ikke er forfaldet endnu, er {met} nået allerede, {on_course} følger planen, {behind} "
        f"er bagud, {silent} er ikke meldt, og {to_begin} er ikke begyndt."
    )


def _list_silent_partners(year: Year) -> list[str]:
    """Who is responsible for a promise that is not reported, each once, in the plan's order. Called for the sentence
    that names them."""
    silent = (one for one in year.followed.promises if one.judged.standing.name == "NOT_REPORTED")
    return list(dict.fromkeys(one.promise.responsible_da for one in silent))


def _tell_silent(year: Year) -> str:
    """The sentence that names who has not reported all that is asked of them. Called once."""
    partners = _list_silent_partners(year)
    if not partners:
        return "Alle parter har meldt."
    return f"Disse mangler at melde: {danish.join_words(partners)}."


def _tell_milestones(year: Year) -> str:
    """The sentence on milestones whose day is past. Called once."""
    overdue = [one.milestone.what_da for one in year.followed.milestones if one.state.name == "OVERDUE"]
    if not overdue:
        return "Ingen milepæl er overskredet."
    return f"Overskredne milepæle: {'; '.join(overdue)}."


def show_in_short(year: Year) -> Block:
    """The first section of the report: the promises that are due, those under way, who has not reported, the milestones
    and the hours, a sentence each. Called by the notebook fremdrift."""
    lines = [line for line in year.followed.promises if line.judged.needed is not None]
    sentences = [
        _tell_due([line for line in lines if is_all_due(line)]),
        _tell_under_way([line for line in lines if not is_all_due(line)]),
        _tell_silent(year),
        _tell_milestones(year),
        year_hours.summarise_hours(year),
    ]
    return Block(make_section("kort", "Kort sagt", make_paragraphs(sentences), class_="taet"))

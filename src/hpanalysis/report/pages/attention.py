"""What needs attention, what goes the right way, and how old the figures are."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from hpanalysis import danish
from hpanalysis.plan import Level
from hpanalysis.report import figure_links, goals, marks, periods
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import join, tag
from hpanalysis.report.leading_figures import list_latest_figures
from hpanalysis.report.release import Release
from hpanalysis.report.tables import cells_in_tables, direction
from hpanalysis.report.words import evidence_words
from hpanalysis.report.words.speaker import Speaker
from hpanalysis.tables import Since, Status, Verdict, Versus

MOST = 5  # of each list


def _list_judged_figures(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """The public figures that delmål are judged on, in the plan's order: of each indicator with a target the total's,
    or each area's. The state's criteria are left out: each area's distance to each of them stands on their own page.
    Called when the figures that need attention, or go well, are picked for the overview or the annual report."""
    figures = []
    for agreement in release.plan.delaftaler:
        for adoption in release.plan.adopted(agreement.id):
            if release.has_target(adoption) and not release.indicator(adoption.indicator_id).criterion:
                speaker = Speaker(release, adoption.indicator_id)
                judged = goals.list_judged_cells(adoption, cells, release)
                figures += [(speaker, cell) for cell in judged if cell.is_public and cell.has_number]
    return figures


def _list_single_areas(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """The public figures of single areas, of the indicators with a target that are judged on all areas together. Called
    when the figures that need attention, or go well, are picked; they are named last."""
    figures = []
    for adoption in (one for agreement in release.plan.delaftaler for one in release.plan.adopted(agreement.id)):
        if release.has_target(adoption) and adoption.judged_on is Level.TOGETHER:
            speaker = Speaker(release, adoption.indicator_id)
            latest = (cells.latest(adoption.indicator_id, area.id) for area in release.measured_areas(adoption))
            figures += [(speaker, cell) for cell in latest if cell is not None and cell.is_public and cell.has_number]
    return figures


_WAY = (Verdict.MET, Verdict.ON_TRACK)


def _rank(cell: Cell) -> tuple[bool, ...]:
    """The key that sorts figures that need attention: worsened first, then not on the way to the target, then worse
    than others; after these what only probably points away from the target, or has only probably worsened. False sorts
    first; a figure with none of the five has only True. Called to select the figures that need attention, and to sort
    them."""
    return (
        cell.since is not Since.WORSENED,
        cell.verdict is not Verdict.NOT_ON_TRACK,
        cell.versus is not Versus.WORSE,
        cell.verdict is not Verdict.AWAY,
        # A figure that is probably at its target may have come there from the better side.
        cell.verdict is Verdict.TOWARDS or not evidence_words.is_probably_worsened(cell),
    )


def _is_surely_good(cell: Cell) -> bool:
    """Whether a figure has surely improved, or its target is met or on the way, and nothing goes surely the wrong way.
    Called for each figure when the lists of what goes well and of what needs attention are made."""
    wrong = cell.since is Since.WORSENED or cell.verdict is Verdict.NOT_ON_TRACK
    return not wrong and (cell.since is Since.IMPROVED or cell.verdict in _WAY)


def _is_bad(cell: Cell) -> bool:
    """Whether a figure is surely worse than before or than others, not on the way to its target, or probably pointing
    away from it or worsened, and does not count as surely good. Called for each figure when the lists are made."""
    return not _is_surely_good(cell) and not all(_rank(cell))


def _is_good(cell: Cell) -> bool:
    """Whether a figure is surely good, points towards its target while nothing speaks against it, or has probably
    improved while its target does not say otherwise. Called for each figure when the list of what goes well is made.
    That it is worse than others does not say which way it goes, so one that has probably improved may be on both
    lists."""
    towards = cell.verdict is Verdict.TOWARDS and not _is_bad(cell)
    improved = evidence_words.is_probably_improved(cell) and cell.verdict not in (Verdict.AWAY, Verdict.NOT_ON_TRACK)
    return _is_surely_good(cell) or towards or improved


def _make_probable_mark(cell: Cell) -> Markup | None:
    """The word in outline for what is only probable of a figure: the direction of its change, else its target's. Called
    for the lines of the two lists."""
    target = marks.make_mark(cell.verdict, cell.about("verdict")) if marks.is_only_probable(cell.verdict) else None
    return direction.make_evidence_mark(cell) or target


def mark_worst(cell: Cell) -> Markup | None:
    """The word in outline of a figure that needs attention for what is only probable; None where something is sure.
    Called for each line of that list, on paper too, where the sentences that say so are left out."""
    return _make_probable_mark(cell) if all(_rank(cell)[:3]) else None


def mark_best(cell: Cell) -> Markup | None:
    """The word in outline of a figure that goes the right way as far as is probable; None where it surely does. Called
    for each line of that list, on paper too, where the sentences that say so are left out."""
    return None if _is_surely_good(cell) or cell.since is Since.IMPROVED else _make_probable_mark(cell)


def _shorten(speaker: Speaker, cell: Cell) -> Markup:
    """A figure in a few sentences; those that the printed sheet has no room for are marked to be left out in print.
    Called for each figure in the overview's two lists. speaker: the indicator and its Danish words."""
    return _mark_needed(speaker.list_short_sentences(cell))


def _mark_needed(sentences: Iterable[tuple[str, bool]]) -> Markup:
    """Sentences as one text, those that are not needed on paper marked for the screen. Called for each figure in the
    two lists."""
    return Markup(" ").join(
        escape(sentence) if needed else tag("span", sentence, class_="kun-skaerm") for sentence, needed in sentences
    )


# Said of a figure that goes the right way and is on the list before it too, which only its comparison can bring about.
IN_BOTH = "Tallet står også under »Kræver opmærksomhed«, fordi det er dårligere end sammenligningstallet."


def _say_of_both(speaker: Speaker, cell: Cell) -> Markup:
    """A figure that stands in both lists, in the second of them: its level, why it is in both, its change and target;
    the comparison stands in the first. Called for each such figure. speaker: the indicator and its Danish words."""
    compared = speaker.describe_comparison(cell)
    sentences = [(said, needed) for said, needed in speaker.list_short_sentences(cell) if said != compared]
    return _mark_needed([*sentences[:1], (IN_BOTH, True), *sentences[1:]])


def _make_item(speaker: Speaker, cell: Cell, text: str, mark: Markup | None) -> Markup:
    """A figure's line in a list: its name, linked to its delmål, what is only probable of it, then `text`, in which its
    number is linked to its definition page. Called for each figure by `make_list`. speaker: the indicator and its
    Danish words."""
    name = speaker.indicator.label.removesuffix(".")
    if cell.area_id != speaker.release.plan.total.id:
        name = f"{name}, {speaker.name_area(cell.area_id).bare}"
    delmaal = speaker.release.plan.goal(speaker.adoption.delmaal_id)
    link = tag("a", name, href=f"delaftale-{delmaal.agreement_id}.html#delmaal-{delmaal.id}")
    linked = (
        figure_links.link_in_sentence(cell, text, speaker.format_in_text(cell.value))
        if cell.value is not None
        else text
    )
    return tag("li", tag("b", link, ". "), [mark, ". "] if mark else None, linked, data_om=cell.about())


def make_list(
    figures: list[tuple[Speaker, Cell]],
    empty: str,
    mark: Callable[[Cell], Markup | None],
    most: int = MOST,
    say: Callable[[Speaker, Cell], str] = _shorten,
) -> Markup:
    """The first `most` figures as a list, with a note on how many there are if not all are shown. Called for what needs
    attention and what goes well, by the overview and the annual report. empty: the sentence in place of an empty list;
    mark: gives the word for what is only probable of a figure; say: gives the text on it."""
    if not figures:
        return tag("p", empty)
    items = tag(
        "ul",
        [_make_item(speaker, cell, say(speaker, cell), mark(cell)) for speaker, cell in figures[:most]],
        class_="liste",
    )
    left = len(figures) - most
    if left <= 0:
        return items
    so_many = f"{danish.spell_count(most)} af {danish.spell_count(len(figures))}"
    more = f"Listen viser {so_many} tal; de øvrige står i delaftalernes rapporter."
    return join([items, tag("p", more, class_="note")])


NONE_BAD = (
    "Ingen af delmålenes tal er forværret, dårligere end kommunens eller ikke på vej mod målet, og ingen peger væk fra "
    "det eller er sandsynligvis forværret."
)
NONE_GOOD = (
    "Ingen af delmålenes tal er forbedret eller sandsynligvis forbedret, har opfyldt målet, er på vej mod det eller "
    "peger mod det."
)


def find_worst(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """The figures that need attention: surely worsened, then not on the way to the target, then surely worse than what
    they are compared with, then pointing away from the target, then probably worsened. Single areas of what is judged
    on all together come last, if surely worsened. Called by the overview and the annual report."""
    figures = [(speaker, cell) for speaker, cell in _list_judged_figures(release, cells) if _is_bad(cell)]
    figures.sort(key=lambda pair: _rank(pair[1]))  # the plan's order among equals
    return figures + [pair for pair in _list_single_areas(release, cells) if pair[1].since is Since.WORSENED]


def find_best(release: Release, cells: Cells) -> list[tuple[Speaker, Cell]]:
    """The figures that go the right way: surely improved, or the target met or on the way, then those that point
    towards their target, then those that have probably improved, each in the plan's order. Single areas of what is
    judged on all together come last, if surely improved. Called by the overview and annual report."""
    figures = [(speaker, cell) for speaker, cell in _list_judged_figures(release, cells) if _is_good(cell)]
    # The plan's order among equals.
    figures.sort(key=lambda pair: (not _is_surely_good(pair[1]), pair[1].verdict is not Verdict.TOWARDS))
    return figures + [pair for pair in _list_single_areas(release, cells) if pair[1].since is Since.IMPROVED]


def list_needing_attention(release: Release, cells: Cells) -> Markup:
    """The overview's at most five figures that need attention, or a sentence that there are none. Called once, for that
    page."""
    return make_list(find_worst(release, cells), NONE_BAD, mark_worst)


def list_going_well(release: Release, cells: Cells) -> Markup:
    """The overview's at most five figures that go the right way, or a sentence that there are none; one that the list
    beside it has too says why. Called once, for that page."""
    shown = {cell.key for _, cell in find_worst(release, cells)[:MOST] if cell.versus is Versus.WORSE}

    def say(speaker: Speaker, cell: Cell) -> Markup:
        """The text of a figure, by whether the other list has it. Called for each."""
        return _say_of_both(speaker, cell) if cell.key in shown else _shorten(speaker, cell)

    return make_list(find_best(release, cells), NONE_GOOD, mark_best, say=say)


def make_ages_table(release: Release, cells: Cells) -> Markup:
    """The overview's table of how old the figures are: a row for the indicators with the same window of time and the
    same day for the next, with the window's age on the half-year's last day. Called once, when the overview page is
    made."""
    rows: dict[tuple[str, str, str], list[str]] = {}
    for speaker, cell in list_latest_figures(release, cells):
        due = periods.find_next_due(speaker.indicator, release.half_year)
        state = "" if cell.status is not Status.NOT_DELIVERED else f" ({cell.status.value})"
        window = speaker.name_period(cell.window).bare
        key = (
            f"{danish.capitalise(window)}{state}",
            periods.format_age(cell.end, release.half_year.cutoff),
            danish.format_month(due) if due else "ikke oplyst",
        )
        rows.setdefault(key, []).append(speaker.indicator.label)
    cutoff = danish.format_day(release.half_year.cutoff)
    return cells_in_tables.make_folding_table(
        f"Alder regnet til {cutoff}",
        ["Opgørelsesperiode", ("Alder", "num"), "Næste opgørelse ventes", "Tal"],
        [[window, age, due, "; ".join(labels)] for (window, age, due), labels in rows.items()],
    )

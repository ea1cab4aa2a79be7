"""The block of verdicts on an indicator of a delmål: its target, the comparison, the baseline, and what it takes."""

from __future__ import annotations

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.plan import Level
from hpanalysis.report import goals, marks, numbers, places, verdict_notes
from hpanalysis.report.cells import Cell, Cells
from hpanalysis.report.html import tag
from hpanalysis.report.tables import cells_in_tables, direction
from hpanalysis.report.words import needs_words
from hpanalysis.report.words.speaker import Speaker, finish
from hpanalysis.tables import Since, Versus


def make_verdicts(speaker: Speaker, cells: Cells, told: tuple[str, ...] = ()) -> Markup | None:
    """The three answers on an indicator: against its target, against the comparison, since the baseline. Called for
    each indicator with a target on a delaftale's page. None where its leading figure (the total's, else the first
    area's) is not public. told: reasons that stand above already; speaker: the indicator and its Danish words."""
    cell = cells.latest(speaker.indicator_id, speaker.release.subject(speaker.adoption).id)
    if cell is None or not cell.is_public:
        return None
    met = goals.find_verdict_of_indicator(speaker.adoption, cells, speaker.release)
    items = [
        (
            "Målet",
            marks.make_mark(met, marks.make_about_goal("tal", speaker.indicator_id)),
            " ".join(filter(None, [_describe_target(speaker, cell, told), _tell_beside(speaker, cells)])),
        ),
        (
            places.head_comparison(speaker.indicator, speaker.release.plan),
            marks.make_mark(cell.versus, cell.about("versus_municipality")) if speaker.indicator.comparable else None,
            _describe_comparison(speaker, cell),
        ),
        (
            "Siden udgangspunktet",
            marks.make_mark(cell.since, cell.about("since_baseline")),
            [_describe_change(speaker, cell), *direction.make_direction(speaker, cell, untested=True)],
        ),
    ]
    return tag(
        "ul",
        [
            tag("li", name, mark or tag("span", "sammenlignes ikke", class_="o neutral"), text)
            for name, mark, text in items
        ],
        class_="domme",
        data_om=cell.about(),
    )


def _tell_beside(speaker: Speaker, cells: Cells) -> str:
    """What is told beside the verdict on an indicator's target: that it was measured before the plan began, and which
    other figures decide the delmål; "" where neither is so. Called for each block of verdicts."""
    before = verdict_notes.say_of_indicator(speaker.adoption, cells, speaker.release)
    return _join_texts("", before, verdict_notes.name_deciding_figures(speaker.adoption, cells, speaker.release))


def make_needs(speaker: Speaker, cells: Cells) -> Markup | None:
    """The paragraph on what is needed for the target: how far, the value to reach, and when it can be known; None where
    nothing can be told, and where each area is judged by itself, whose needs stand in the table. Called beside the
    chart of an indicator with a target. speaker: the indicator and its Danish words."""
    cell = cells.latest(speaker.indicator_id, speaker.release.subject(speaker.adoption).id)
    if cell is None or not cell.is_public:
        return None
    sentences = needs_words.describe_needs(cell, speaker)
    if not sentences or speaker.adoption.judged_on is Level.EACH:
        return None
    text = " ".join(finish(sentence) for sentence in sentences)
    return tag("p", tag("b", "Hvad skal der til? "), text, data_om=cell.about())


def _describe_target(speaker: Speaker, cell: Cell, told: tuple[str, ...]) -> str:
    """The words beside the target's verdict on a delaftale's page.

    Called for each indicator with a target whose leading figure is public. The words are why it is judged so, the
    target in the plan's words, and its margin; where each area is judged, only the plan's words and that all must meet
    it. The numbers of the target stand together in `make_needs`. told: reasons that stand above already; speaker: the
    indicator and its Danish words.
    """
    if speaker.adoption.judged_on is Level.EACH:
        return _join_texts("", speaker.adoption.target_words, "Alle områder skal opfylde målet")
    margin = "" if cell.margin is None else f"Margen: {numbers.format_margin(cell.margin, speaker.indicator)}"
    reason = "" if cell.reason in told else cell.reason
    return _join_texts(reason, speaker.adoption.target_words, margin)


def _join_texts(reason: str, *parts: str) -> str:
    """A reason and short texts as one line: `fordi der er databrud. Tallet skal falde.` Called for the words beside
    each verdict. Empty texts are left out; reason: "" for none."""
    sentences = [finish(f"{part}.") for part in parts if part]
    return " ".join([f"{cells_in_tables.explain_because(reason)}.", *sentences] if reason else sentences)


def _describe_comparison(speaker: Speaker, cell: Cell) -> str:
    """The words beside the verdict against the comparison (the municipality, as a rule): `12,1 mod 9,8 pct.`, after the
    reason where the verdict is open; "" where the two may not be compared. Called for each indicator with a target on a
    delaftale's page. cell: its leading figure; speaker: the indicator and its Danish words."""
    if not speaker.indicator.comparable or cell.municipality is None:
        return ""
    value = danish.format_number(cell.number, speaker.indicator.decimals)
    comparison = f"{value} mod {speaker.format_in_text(cell.municipality)}"
    return _join_texts(cell.versus_reason if cell.versus is Versus.NOT_JUDGEABLE else "", comparison)


def _describe_change(speaker: Speaker, cell: Cell) -> str:
    """The change since the baseline: `-1,5 procentpoint siden 2023`, or why it cannot be judged; "" where there is none
    to tell. Called on a delaftale's page for each indicator that a delmål is judged on (those with a target, or all
    where none has one) and whose leading figure is public. cell: that figure, the total's or else the first area's;
    speaker: the indicator and its Danish words."""
    if cell.since is Since.NOT_JUDGEABLE:
        return _join_texts(cell.since_reason)
    if cell.change is None or cell.baseline is None:
        return ""
    change = numbers.format_signed_difference(cell.change, speaker.indicator)
    return f"{change} siden {speaker.name_period(cell.baseline_window).bare}"

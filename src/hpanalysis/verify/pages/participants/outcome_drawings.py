"""What is drawn in the charts of outcomes: each mark, line and word where its row has it."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis.verify.pages.drawings.agreement import Wrong, are_near, require
from hpanalysis.verify.pages.drawings.axes import Axis, read_upright_axis
from hpanalysis.verify.pages.drawings.shapes import Drawing, Line, Mark, Text, is_open
from hpanalysis.verify.pages.participants.drawings import list_uses
from hpanalysis.verify.pages.participants.outcome_charts import Balance, Drawn, Slope
from hpanalysis.verify.pages.progress.wording import clean
from hpanalysis.verify.pages.tree import Element

SLOPE, BALANCE = "foerogefter", "balancegraf"
_BEFORE, _AFTER, _EXPECTED = 76.0, 206.0, 222.0  # how far from the left before, after and what was to be expected stand
_CAP = 4.0  # half of the stroke at the end of an interval
_DROP = 6.0  # at most, from the middle of a text to its line
# Of the love plot: left and right of its axis from 0 to 1.1, its top, and from row to row.
_LEFT, _RIGHT, _MOST, _TOP, _STEP = 92.0, 280.0, 1.1, 30.0, 24.0
_TICKS = ("0,00", "0,25", "0,50", "0,75", "1,00")
_LIMIT = 0.1

Shaped = tuple[Mark, str]  # a mark and its outline
Point = tuple[float, float]


def find_axis_start(svg: Element) -> str:
    """The lowest number of a slope's axis as it is written; "" where that is 0 or there is none. Called for the note
    under the chart."""
    try:
        texts = [text for text in Drawing(svg).texts if text.anchor == "end" and "--muted," in text.style]
    except (KeyError, ValueError):
        return ""
    lowest = max(texts, key=lambda text: text.y, default=None)
    told = "" if lowest is None else clean(lowest.words)
    return "" if told.strip("0,") == "" else told


def _is_at(mark: Mark, point: Point) -> bool:
    """Whether a mark stands at a point. Asked of each mark that must be there."""
    return are_near(mark.x, point[0]) and are_near(mark.y, point[1])


def _require_mark(marks: list[Shaped], point: Point, *, is_whole: bool, is_round: bool, colour: str) -> None:
    """Take a mark out of the list: at a point, filled or open, round or not, in a colour. `Wrong` where there is none.
    Called for each mark that must be drawn."""
    fits = [
        one
        for one in marks
        if _is_at(one[0], point)
        and is_open(one[0]) is not is_whole
        and ("C" in one[1]) is is_round
        and f"--{colour}," in one[0].style
    ]
    require(bool(fits), "et mærke mangler, står ved et andet tal, eller siger noget andet end vurderingen")
    marks.remove(fits[0])


def _is_through(line: Line, points: Sequence[Point]) -> bool:
    """Whether a line has just these corners, in either direction. Asked of each line."""
    for wanted in (points, points[::-1]):
        pairs = list(zip(line.points, wanted, strict=False))
        if len(line.points) == len(wanted) and all(are_near(a, c) and are_near(b, d) for (a, b), (c, d) in pairs):
            return True
    return False


def _require_line(lines: list[Line], points: Sequence[Point], colour: str) -> None:
    """Take a line out of the list: through these points, in a colour. `Wrong` where there is none. Called for each line
    that must be drawn."""
    fits = [line for line in lines if _is_through(line, points) and f"--{colour}," in line.style]
    require(bool(fits), "en streg mangler eller går mellem andre tal")
    lines.remove(fits[0])


def _require_text(texts: list[Text], words: str, anchor: str, point: Point) -> None:
    """Take a text out of the list: with its words, alignment and place. `Wrong` where there is none. Called for each
    text that must be drawn."""
    fits = [
        text
        for text in texts
        if clean(text.words) == clean(words)
        and text.anchor == anchor
        and are_near(text.x, point[0])
        and 0 <= text.y - point[1] <= _DROP
    ]
    require(bool(fits), "en tekst i tegningen mangler eller står et andet sted")
    texts.remove(fits[0])


def _list_marks(svg: Element, drawing: Drawing) -> list[Shaped]:
    """The marks of a drawing, each with its outline. Called for each chart."""
    outlines = list_uses(svg)
    require(len(outlines) == len(drawing.marks), "noget er tegnet på en måde, som programmet ikke gør")
    return list(zip(drawing.marks, outlines, strict=True))


def _require_nothing_more(marks: list[Shaped], lines: list[Line], texts: list[Text], drawing: Drawing) -> None:
    """Raise `Wrong` where anything is drawn that is not asked for. Called last for each chart."""
    require(not (marks or lines or texts or drawing.boxes), "der er tegnet noget, som ikke hører til")


def _check_slope(svg: Element, drawing: Drawing, slope: Slope) -> None:
    """Whether a chart of before and after shows its row. Called for each."""
    found = read_upright_axis(drawing)
    if found is None:
        raise Wrong("tegningen har ingen akse")
    axis: Axis = found
    marks, lines, texts = _list_marks(svg, drawing), list(drawing.lines), list(drawing.texts)
    lines = [line for line in lines if "--rule," not in line.style]
    texts = [text for text in texts if not (text.anchor == "end" and "--muted," in text.style)]
    before, after = (_BEFORE, axis.place(slope.before)), (_AFTER, axis.place(slope.after))
    if slope.expected is not None:
        led = (_EXPECTED, axis.place(slope.expected))
        _require_line(lines, [before, led], "ghost")
        _require_mark(marks, led, is_whole=False, is_round=True, colour="ghost")
    _require_line(lines, [before, after], "ink")
    low, high = map(axis.place, slope.ends)
    caps = [point for y in (low, high) for point in ((_AFTER - _CAP, y), (_AFTER + _CAP, y))]
    _require_line(lines, [(_AFTER, low), (_AFTER, high), *caps], "ink")
    _require_mark(marks, before, is_whole=True, is_round=True, colour="ink")
    is_whole, is_round = slope.colour != "muted", slope.colour != "bad"
    _require_mark(marks, after, is_whole=is_whole, is_round=is_round, colour=slope.colour)
    _require_text(texts, slope.texts[0], "middle", (before[0], before[1] - 13))
    _require_text(texts, slope.texts[1], "start", (240.0, after[1]))
    for x, words in ((_BEFORE, "før"), (_AFTER, "efter")):
        _require_text(texts, words, "middle", (x, 152.0))
    _require_nothing_more(marks, lines, texts, drawing)


def _place(value: float) -> float:
    """Where a standardised difference stands in a love plot. Called for each."""
    return _LEFT + value / _MOST * (_RIGHT - _LEFT)


def _check_balance(svg: Element, drawing: Drawing, balance: Balance) -> None:
    """Whether a love plot shows its rows. Called for each."""
    marks, lines, texts = _list_marks(svg, drawing), list(drawing.lines), list(drawing.texts)
    bottom = _TOP + _STEP * len(balance.rows)
    for words in _TICKS:
        x = _place(float(words.replace(",", ".")))
        _require_line(lines, [(x, _TOP), (x, bottom)], "rule")
        _require_text(texts, words, "middle", (x, bottom + 13))
    limit = _place(_LIMIT)
    _require_line(lines, [(limit, _TOP - 10), (limit, bottom)], "ink")
    _require_text(texts, "grænsen", "middle", (limit, 11.0))
    for place, row in enumerate(balance.rows):
        y = _TOP + _STEP * (place + 0.5)
        _require_text(texts, row.name, "start", (0.0, y))
        _require_mark(marks, (_place(row.after), y), is_whole=True, is_round=True, colour="ink")
        beyond = row.before is None
        point = (_RIGHT if row.before is None else _place(row.before), y)
        _require_mark(marks, point, is_whole=False, is_round=not beyond, colour="ink")
    _require_nothing_more(marks, lines, texts, drawing)


def find_wrong(svg: Element, chart: Drawn) -> str:
    """What is wrong with a drawing, as a Danish clause; "" where nothing is. Called for each chart of outcomes."""
    try:
        drawing = Drawing(svg)
        kind = SLOPE if isinstance(chart, Slope) else BALANCE
        require(drawing.kind == kind, "tegningen er ikke af den slags, den skal være")
        if isinstance(chart, Slope):
            _check_slope(svg, drawing, chart)
        else:
            _check_balance(svg, drawing, chart)
    except Wrong as wrong:
        return str(wrong)
    except (KeyError, ValueError, ZeroDivisionError, IndexError):
        return "noget er tegnet på en måde, som programmet ikke gør"
    return ""

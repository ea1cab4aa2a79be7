"""The palette: contrast by WCAG 2.2, distance by CIE76 as colour-blind eyes see it, and one set of colours."""

import re
from itertools import combinations

import pytest

from hpanalysis.report import marks
from hpanalysis.report.charts import chart_style
from hpanalysis.report.html import read_style, read_symbols
from hpanalysis.tables import Since, Verdict, Versus

_BLOCK = re.compile(r"(?:^|\{):root\{(.*?)\}", re.S | re.M)
_TOKEN = re.compile(r"--([a-z0-9-]+):(#[0-9a-f]{3,6})\b")


def _tokens() -> dict[str, dict[str, str]]:
    """The colours of the style sheet: on a light page, a dark one, and in print; in the order in which they stand."""
    found = [dict(_TOKEN.findall(block)) for block in _BLOCK.findall(read_style())]
    return dict(zip(("light", "dark", "print"), found, strict=True))


TOKENS = _tokens()


def rgb(colour: str) -> tuple[float, float, float]:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    return tuple(int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))


def linear(colour: str) -> list[float]:
    """WCAG 2.2, relative luminance: each channel without sRGB's curve."""
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted(
        (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (one, other)),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)  # the well known grey just under 4.5


TEXT = [
    *[(ink, "paper") for ink in ("ink", "muted", "good", "bad")],
    *[(ink, "surface") for ink in ("ink", "muted", "good", "bad")],
    ("ink", "good-bg"),
    ("ink", "bad-bg"),
    ("good", "good-bg"),
    ("bad", "bad-bg"),
    ("muted", "good-bg"),
    ("muted", "bad-bg"),
    ("note-ink", "note"),
    ("ink", "bad-bg"),
    *[("ink", step) for step in ("few", "some", "many", "band")],
]


@pytest.mark.parametrize("scheme", TOKENS)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_a_contrast_of_at_least_four_and_a_half(scheme, ink, ground):
    assert contrast(TOKENS[scheme][ink], TOKENS[scheme][ground]) >= 4.5


@pytest.mark.parametrize("scheme", TOKENS)
@pytest.mark.parametrize(
    ("drawn", "ground"), [("ghost", "paper"), ("ghost", "band"), ("ink", "band"), ("good", "band")]
)
def test_what_is_drawn_has_a_contrast_of_at_least_three(scheme, drawn, ground):
    assert contrast(TOKENS[scheme][drawn], TOKENS[scheme][ground]) >= 3


@pytest.mark.parametrize(
    ("scheme", "ink", "ground", "ratio"),
    [
        ("light", "ink", "paper", 17.7),
        ("light", "muted", "paper", 6.9),
        ("light", "good", "paper", 7.0),
        ("light", "good", "good-bg", 6.1),
        ("light", "bad", "paper", 6.2),
        ("light", "bad", "bad-bg", 5.5),
        ("light", "ghost", "band", 3.1),
        ("dark", "ink", "paper", 16.0),
        ("dark", "good", "paper", 10.0),
        ("dark", "bad", "bad-bg", 8.4),
        ("dark", "ghost", "paper", 5.6),
    ],
)
def test_the_contrasts_are_those_the_design_gives(scheme, ink, ground, ratio):
    assert contrast(TOKENS[scheme][ink], TOKENS[scheme][ground]) == pytest.approx(ratio, abs=0.06)


def test_charts_are_drawn_in_the_colours_of_the_style_sheet():
    """Paper is one step off white, so that it is found again among all that is drawn; no eye sees it."""
    given = dict(chart_style.TOKENS) | {"paper": "#ffffff"}
    assert {name: rgb(colour) for name, colour in given.items()} == {name: rgb(TOKENS["light"][name]) for name in given}
    assert contrast(chart_style.TOKENS["paper"], "#ffffff") < 1.001


def test_a_page_is_printed_in_the_colours_of_a_light_page():
    assert {name: rgb(c) for name, c in TOKENS["print"].items()} == {
        name: rgb(TOKENS["light"][name]) for name in TOKENS["print"]
    }


# Machado, Oliveira and Fernandes 2009: A Physiologically-based Model for Simulation of Color Vision Deficiency; full
# severity.
MACHADO = {
    "normal": [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    "protan": [(0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)],
    "deutan": [(0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)],
    "tritan": [(1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)],
}
_XYZ = [(0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041)]
_D65 = (0.95047, 1.0, 1.08883)


def _times(matrix, vector) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """CIELAB of a colour as the eye sees it."""
    seen = [min(1.0, max(0.0, channel)) for channel in _times(MACHADO[sight], linear(colour))]
    x, y, z = (v / w for v, w in zip(_times(_XYZ, seen), _D65, strict=True))
    fx, fy, fz = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, sight: str) -> float:
    """CIE76."""
    return sum((a - b) ** 2 for a, b in zip(lab(one, sight), lab(other, sight), strict=True)) ** 0.5


@pytest.mark.parametrize(
    ("scheme", "given"),
    [
        ("light", {"normal": 98, "protan": 83, "deutan": 96, "tritan": 85}),
        ("dark", {"normal": 77, "protan": 66, "deutan": 77, "tritan": 70}),
    ],
)
def test_the_wanted_and_the_unwanted_colour_are_plain_to_tell_apart_for_every_eye(scheme, given):
    good, bad = TOKENS[scheme]["good"], TOKENS[scheme]["bad"]
    found = {sight: distance(good, bad, sight) for sight in MACHADO}
    assert min(found.values()) > 20
    assert found == pytest.approx(given, abs=1.5)  # as the design gives them


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", MACHADO)
def test_the_steps_of_a_map_are_told_apart_by_every_eye(scheme, sight):
    steps = [TOKENS[scheme][name] for name in ("paper", "few", "some", "many")]
    assert min(distance(one, other, sight) for one, other in combinations(steps, 2)) > 8


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sight", MACHADO)
def test_colours_that_lie_near_each_other_are_told_apart_by_shape(scheme, sight):
    """good and muted for a tritan eye: filled against open. Every pair of markers differs in shape or filling."""
    drawn = {key: chart_style.MARKERS[key] for key in ("god", "skidt", "neutral")}
    for one, other in combinations(drawn.values(), 2):
        far = distance(TOKENS[scheme][one.token], TOKENS[scheme][other.token], sight) > 20
        assert far or (one.shape, one.filled) != (other.shape, other.filled)
    assert len({(marker.shape, marker.filled) for marker in drawn.values()}) == len(drawn)


def test_every_verdict_has_a_symbol_of_its_own_question_and_a_word():
    """Colour alone never tells: two verdicts on one question share no symbol."""
    for question in (Versus, Since, Verdict):
        shown = [str(marks.make_symbol(verdict)) for verdict in question]
        assert len(set(shown)) == len(shown)
        assert all(verdict.value in marks.make_mark(verdict, "") for verdict in question)


@pytest.mark.parametrize("verdict", Verdict)
def test_what_is_only_probable_is_drawn_open_and_slanted_and_what_is_tested_is_not(verdict):
    """Without colour and on paper too: an open arrow and no square, and letters of another cut."""
    name = re.search(r'href="#(s-\w+)"', marks.make_symbol(verdict))[1]
    drawn = re.search(rf'<symbol id="{name}".*?</symbol>', read_symbols())[0]
    probable = verdict in (Verdict.TOWARDS, Verdict.AWAY)
    assert ("<rect" in drawn) is not probable
    assert not probable or drawn.count("fill=") == drawn.count('fill="none"')
    assert (" muligt" in marks.make_mark(verdict, "")) is probable
    assert ".o.muligt,.e.muligt{font-weight:400;font-style:italic}" in read_style()

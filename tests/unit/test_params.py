from datetime import date

import pytest

import frames
import shared_plans
from hpanalysis import params
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop

PLAN = shared_plans.read(shared_plans.RANDERS)
GOOD = "half_year: 2026H1\nreport_date: 2026-09-07\n"


def _read(tmp_path, text):
    path = tmp_path / "2026H1.yaml"
    path.write_text(text, encoding="utf-8")
    return params.read_params(path, HalfYear.parse("2026H1"), PLAN, set(catalogue.sources()))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + "halv_year: x\n", "Nøglen halv_year kendes ikke"),
        ("half_year: 2026H1\n", "Nøglen report_date mangler"),
        ("half_year: 2025H2\nreport_date: 2026-09-07\n", "Filen gælder 2025H2"),
        ("half_year: 2026H1\nreport_date: i morgen\n", "Nøglen report_date har ikke den rigtige form"),
        (GOOD + "steering_group: snart\n", "Nøglen steering_group har ikke den rigtige form"),
        (GOOD + "not_delivered: [fraflyting]\n", "Kilden »fraflyting« kendes ikke"),
        (GOOD + "not_delivered: fraflytning\n", "Nøglen not_delivered"),
        (GOOD + "comments: [{indicator: x, text: y, role: z, date: 2026-01-01}]\n", "Indikatoren »x« kendes ikke"),
        (
            GOOD + "comments: [{indicator: fraflytning, area: y, text: y, role: z, date: 2026-01-01}]\n",
            "Området »y« kendes ikke",
        ),
        (GOOD + "corrections: [{indicator: x, why: y}]\n", "Indikatoren »x« kendes ikke"),
        (GOOD + "corrections: [{indicator: fraflytning}]\n", "Nøglen corrections.0.why mangler"),
        (GOOD + "corrections: [{indicator: fraflytning, why: y, hvorfor: z}]\n", "corrections.0.hvorfor kendes ikke"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_what_was_expected(tmp_path, text, said):
    with pytest.raises(Stop, match=said) as stop:
        _read(tmp_path, text)
    assert "Ventet:" in str(stop.value)
    assert "Gør sådan:" in str(stop.value)


COMMENT = "comments: [{{indicator: fraflytning, text: {text}, role: r, date: {date}}}]\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "report_date: 2026-02-30",
            "linje 2: Nøglen report_date har ikke den rigtige form (værdien findes ikke i",
        ),
        (
            "report_date: 2026-11-16T00:00",
            "linje 2: Nøglen report_date har ikke den rigtige form (værdien har et",
        ),
        ("report_date: 26-11-16", "Nøglen report_date har ikke den rigtige form (værdien er ikke en dato)"),
        ("report_date: 16/11/2026", "Ventet: en dato som 2026-11-16 eller 16-11-2026."),
        ("report_date: 20261116", "Ventet: en dato som 2026-11-16 eller 16-11-2026."),
        ("report_date:", "Nøglen report_date har ikke den rigtige form"),
        ("report_date: [2026-11-16]", "Nøglen report_date har ikke den rigtige form"),
        (
            COMMENT.format(text="t", date="2026-09-01 12:00"),
            "Nøglen comments.0.date har ikke den rigtige form (værdien",
        ),
        (COMMENT.format(text="Det går 1,5", date="2026-09-01"), "linje 3: Et tal er delt i to ved sit komma."),
        (COMMENT.format(text="", date="2026-09-01"), "linje 3: Nøglen comments.0.text har ikke den rigtige form"),
        ("2026: x", "linje 3: Et tal er delt i to"),
    ],
)
def test_a_slip_of_the_keyboard_is_told_with_its_line_and_the_forms_that_are_read(tmp_path, text, said):
    lines = [line for line in GOOD.splitlines() if not line.startswith(text.split(":")[0])]
    with pytest.raises(Stop) as stop:
        _read(tmp_path, "\n".join([*lines, text]))
    assert said in str(stop.value)


@pytest.mark.parametrize("written", ["2026-11-16", "'2026-11-16'", "16-11-2026", "16.11.2026", "16. november 2026"])
def test_a_date_is_the_day_that_is_written(tmp_path, written):
    assert _read(tmp_path, f"half_year: 2026H1\nreport_date: {written}\n").report_date == date(2026, 11, 16)


@pytest.mark.parametrize("written", ["no", "yes", "off", "2026", "010", "1_000", "4782:30", "2026-09-01", "1e3"])
def test_a_text_is_what_is_written_whatever_yaml_would_make_of_it(tmp_path, written):
    (comment,) = _read(tmp_path, GOOD + COMMENT.format(text=written, date="2026-09-01")).comments
    assert comment.text == written


def test_the_analysts_note_on_corrections_is_of_one_window_or_of_all(tmp_path):
    notes = (
        "corrections:\n  - {indicator: fraflytning, why: Et.}\n  - {indicator: fraflytning, window: '2024', why: To.}\n"
    )
    found = _read(tmp_path, GOOD + notes).corrections
    assert [(note.window, note.why) for note in found] == [(None, "Et."), ("2024", "To.")]


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(Stop, match="mangler i mappen params"):
        params.read_params(tmp_path / "2026H1.yaml", HalfYear.parse("2026H1"), PLAN, set())


def test_every_half_year_of_the_project_is_in_order():
    for path in sorted((frames.ROOT / "params").glob("20*.yaml")):
        params.read_params(path, HalfYear.parse(path.stem), PLAN, set(catalogue.sources()))

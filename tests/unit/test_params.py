import pytest

import frames
from hpanalysis import params
from hpanalysis import plan as plans
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop

PLAN = plans.read(frames.ROOT / "params" / "plan")
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

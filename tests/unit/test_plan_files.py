"""The plan's files as people keep them: the same plan in every form that a spreadsheet saves, and no slip unseen."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import frames
from hpanalysis import leaks
from hpanalysis import plan as plans
from hpanalysis.audit_table import audit_file
from hpanalysis.errors import Stop
from hpanalysis.load.placing.addresses import AreaByAddress
from hpanalysis.plan.csv_files import FILES, KEYS
from plan_files import EXCEL, FORMS, Form, change_cell, copy_plan, read_rows

RANDERS = frames.ROOT / "params" / "plan"
SMALL = frames.ROOT / "tests" / "plans" / "lillekoebing"
NAMES = [name for name in FILES if (RANDERS / name).exists()]
# A plan may leave some of them out: the small one has no budget.
WRITTEN = {
    folder: {name: read_rows(folder / name) for name in NAMES if (folder / name).exists()}
    for folder in (RANDERS, SMALL)
}
SLOW = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _read(folder: Path) -> plans.Plan:
    return replace(plans.read(folder), folder=Path("plan"))


@pytest.fixture(scope="module")
def as_written():
    return {folder: _read(folder) for folder in WRITTEN}


@pytest.fixture
def folder(tmp_path):
    return copy_plan(RANDERS, tmp_path / "plan")


@pytest.mark.parametrize("plan", WRITTEN, ids=lambda folder: folder.parent.name)
def test_a_plan_that_excel_in_danish_saved_is_the_same_plan(tmp_path, as_written, plan):
    saved = copy_plan(plan, tmp_path / "plan")
    for name, rows in WRITTEN[plan].items():
        (saved / name).write_bytes(EXCEL.write(rows))
    assert _read(saved) == as_written[plan]


@SLOW
@given(st.lists(FORMS, min_size=len(NAMES), max_size=len(NAMES)), st.sampled_from(list(WRITTEN)))
def test_a_plan_is_the_same_in_every_form_that_its_files_are_saved_in(tmp_path_factory, as_written, forms, plan):
    saved = tmp_path_factory.mktemp("plan") / "plan"
    copy_plan(plan, saved)
    for form, (name, rows) in zip(forms, WRITTEN[plan].items(), strict=False):
        (saved / name).write_bytes(form.write(rows))
    assert _read(saved) == as_written[plan]
    shutil.rmtree(saved)


SLIPS = {
    "a value to the base of 60": ("baselines.csv", change_cell("value_as_printed", lambda _: "12:30")),
    "an exponent": ("baselines.csv", change_cell("value_as_printed", lambda _: "1e3")),
    "no number": ("baselines.csv", change_cell("value_as_printed", lambda _: "NaN")),
    "an underscore": ("baselines.csv", change_cell("n_as_printed", lambda n: f"{n}_000")),
    "a negative count": ("baselines.csv", change_cell("n_as_printed", lambda n: f"-{n}")),
    "a part of a person": ("baselines.csv", change_cell("n_as_printed", lambda n: f"{n},5")),
    "a date made of a number": ("baselines.csv", change_cell("value_as_printed", lambda _: "14-aug")),
    "a date made of a month": ("adoption.csv", change_cell("baseline_window", lambda _: "okt-24")),
    "a date made of a range": ("promises.csv", change_cell("most", lambda _: "07-maj")),
    "a fault of the spreadsheet": ("governance.csv", change_cell("duty_da", lambda _: "#NAVN?")),
    "thousands or decimals": ("hours.csv", change_cell("hours_per_year", lambda _: "1.204")),
    "hours and minutes": ("hours.csv", change_cell("hours_per_year", lambda _: "60:30")),
    "a leading nought": ("hours.csv", change_cell("hours_per_year", lambda h: f"0{h}")),
    "hexadecimal": ("sources.csv", change_cell("months_kept", lambda _: "0x12")),
    "a day that is none": ("events.csv", change_cell("date", lambda _: "2026-02-30")),
    "a year of two digits": ("events.csv", change_cell("date", lambda _: "26-11-16")),
    "a day with a time": ("events.csv", change_cell("date", lambda _: "2026-11-16T00:00")),
    "the American way": ("events.csv", change_cell("date", lambda _: "11/16/2026")),
    "yes and no": ("events.csv", change_cell("rebase", lambda _: "off")),
    "a fact that is no number": ("areas.csv", change_cell("residents_2024", lambda _: "1e3")),
    "a fact in words": ("areas.csv", change_cell("on_state_list_2023", lambda _: "måske")),
    "a fact's day": ("context.csv", change_cell("period", lambda _: "2023-02-30")),
    "an area that is not there": ("context.csv", change_cell("area_id", lambda _: "mars")),
    "a season": ("governance.csv", change_cell("seasons", lambda _: "winter")),
    "a target": ("adoption.csv", change_cell("target", lambda _: "faldende")),
}


@pytest.mark.slow
@SLOW
@given(FORMS, st.sampled_from(list(SLIPS)), st.integers(0, 200))
def test_one_slip_in_a_cell_is_told_with_its_line_in_every_form(tmp_path_factory, form, slip, at):
    name, change = SLIPS[slip]
    saved = tmp_path_factory.mktemp("plan") / "plan"
    copy_plan(RANDERS, saved)
    # Not the decimal commas and days: the form would spell them otherwise than the slip does.
    form = replace(form, decimal_comma=False, danish_days=False)
    (saved / name).write_bytes(form.write(change(WRITTEN[RANDERS][name], at)))
    with pytest.raises(Stop) as stop:
        plans.read(saved)
    assert f"»{name}« i planens mappe" in str(stop.value)
    assert slip == "an area that is not there" or ", række " in str(stop.value)
    shutil.rmtree(saved)


@SLOW
@given(FORMS, st.sampled_from(NAMES), st.integers(0, 10_000), st.sampled_from(["lost", "added", "twice"]))
def test_a_delimiter_too_many_or_too_few_and_a_row_pasted_twice_are_told(tmp_path_factory, form, name, at, slip):
    saved = tmp_path_factory.mktemp("plan") / "plan"
    copy_plan(RANDERS, saved)
    rows = read_rows_of(form, name)
    number = 1 + at % (len(rows) - 1)
    place = 1 + at % (len(rows[0]) - 1)
    row = rows[number]
    changed = {
        "lost": [*row[: place - 1], row[place - 1] + row[place], *row[place + 1 :]],
        "added": [*row[:place], "", *row[place:]],
        "twice": row,
    }[slip]
    table = [*rows[:number], *([row] if slip == "twice" else []), changed, *rows[number + 1 :]]
    (saved / name).write_bytes(write_plainly(form, table))
    with pytest.raises(Stop) as stop:
        plans.read(saved)
    assert f"»{name}« i planens mappe, række " in str(stop.value)
    shutil.rmtree(saved)


def read_rows_of(form: Form, name: str) -> list[list[str]]:
    return [[*row, *[""] * form.empty_columns] for row in WRITTEN[RANDERS][name]]


def write_plainly(form: Form, table: list[list[str]]) -> bytes:
    """The rows as they are, in the form's delimiter and encoding: a row may have its own number of cells."""
    lines = [form.delimiter.join(f'"{field}"' for field in row) for row in table]
    return (form.ending.join(lines) + form.ending).encode(form.encoding)


@pytest.mark.parametrize("name", KEYS)
def test_two_rows_of_one_key_are_told_though_they_differ(folder, name):
    rows = WRITTEN[RANDERS][name]
    other = [field if heading in KEYS[name] else f"{field}9" for heading, field in zip(rows[0], rows[1], strict=True)]
    (folder / name).write_bytes(replace(EXCEL, cut=False).write([*rows, other]))
    with pytest.raises(Stop, match=f", række {len(rows) + 1}: Rækken står allerede som række 2"):
        plans.read(folder)


@pytest.mark.parametrize(
    ("name", "old", "new", "like"),
    [
        ("adoption.csv", "pooled_years", "pooled_year", "pooled_years"),
        ("governance.csv", "why_not_da", "why not", "why_not_da"),
        ("context.csv", "same_as", "same-as", "same_as"),
    ],
)
def test_a_column_that_may_be_there_and_is_misspelt_is_told(folder, name, old, new, like):
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Stop, match=f"Kolonnen {new} kendes ikke. Ventet: {like}"):
        plans.read(folder)


def test_a_column_of_its_own_is_left_to_the_files_readers(folder):
    rows = WRITTEN[RANDERS]["departments.csv"]
    (folder / "departments.csv").write_bytes(EXCEL.write([[*row, f"egen {n}"] for n, row in enumerate(rows)]))
    assert plans.read(folder).departments == plans.read(RANDERS).departments


def test_a_row_that_cannot_be_placed_is_named_by_its_line_in_the_file_as_it_was_saved(folder):
    rows = WRITTEN[RANDERS]["addresses.csv"]
    assert rows[3][0] != rows[-1][0]
    form = replace(EXCEL, titles=("Adresser i helhedsplanen",), empty_rows=frozenset({1, 2}), cut=False)
    (folder / "addresses.csv").write_bytes(form.write([*rows[:4], [rows[-1][0], *rows[3][1:]], *rows[4:]]))
    with pytest.raises(Stop, match="række 8: Et husnummer hører til to områder"):
        AreaByAddress(plans.read(folder))


def test_an_empty_file_and_one_of_another_kind_are_told_with_the_forms_that_are_read(folder):
    for content, said in ((b"", "Filen er tom"), (b"PK\x03\x04", "Filen er en Excel-projektmappe og ikke CSV")):
        (folder / "events.csv").write_bytes(content)
        with pytest.raises(Stop, match=said) as stop:
            plans.read(folder)
        assert "fx »area_id;date;indicators;what_da;rebase«, i UTF-8, UTF-16 eller Windows-1252" in str(stop.value)


def test_the_leak_gate_of_a_package_takes_no_row_of_the_plan_for_one_of_an_extract():
    """The small plan's own tables, as saved; and a person's number among them is found all the same."""
    plan = plans.read(SMALL)
    saved = {name: EXCEL.write(rows) for name, rows in WRITTEN[SMALL].items()}
    assert {hit.kind for hit in leaks.scan_files(saved, plan)} == {"en række fra et udtræk"}
    assert leaks.scan_files({name: plans.spell_with_commas(name, one) for name, one in saved.items()}, plan) == []
    person = saved["events.csv"] + b"moellebakken;07-05-2025;;Sag 070552-1234;nej\r\n"
    (hit,) = leaks.scan_files({"events.csv": plans.spell_with_commas("events.csv", person)}, plan)
    assert hit.kind == "et CPR-nummer"
    assert plans.spell_with_commas("andet.csv", person) == person


def test_a_folder_in_place_of_a_file_is_told(folder):
    (folder / "events.csv").unlink()
    (folder / "events.csv").mkdir()
    with pytest.raises(Stop, match="Filen kan ikke åbnes"):
        plans.read(folder)


@SLOW
@given(FORMS)
def test_the_audit_of_printed_tables_finds_the_same_in_every_form(tmp_path_factory, form):
    saved = tmp_path_factory.mktemp("plan") / "baselines.csv"
    saved.write_bytes(form.write(WRITTEN[SMALL]["baselines.csv"]))
    plan = plans.read(SMALL)
    mine, own = audit_file(saved, plan), audit_file(SMALL / "baselines.csv", plan)
    assert [(f.kind, f.reasoning) for f in mine.findings] == [(f.kind, f.reasoning) for f in own.findings]
    assert (mine.consistent, mine.figure_count) == (own.consistent, own.figure_count)

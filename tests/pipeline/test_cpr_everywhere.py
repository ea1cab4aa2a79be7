"""A person's number in every place where text comes in, end to end: nothing published, nothing said, nothing packed.

Every spelling in every place is asked of the reader itself, in tests/unit/leaks/test_every_place.py. Here the commands
are given, with spellings that differ from place to place.
"""

import csv
import io
import re
import shutil
import zipfile

import pytest

import cpr_spellings
from planted_numbers import everybody, put_in_case_numbers
from surroundings import files

HALF = "2026H1"
SPELLED = [name for name, write in cpr_spellings.SPELLINGS.items() if "\n" not in write("0102031234")]
# No name of a file on Windows has one of these.
FORBIDDEN = set('/<>:"|?*\t\n%\\')
LOOK_ALIKES = cpr_spellings.list_look_alikes()


def edit(path, change):
    path.write_bytes(change(path.read_bytes().decode("utf-8-sig")).encode())


def in_comment(project, text):
    said = "'Om {} her'".format(text.replace("'", "''"))
    edit(
        project.folder / "params" / f"{HALF}.yaml",
        lambda yaml: re.sub("text: .*", lambda _: f"text: {said}", yaml, count=1),
    )


def in_event(project, text):
    row = io.StringIO(newline="")
    csv.writer(row, lineterminator="\n").writerow(["soeparken", "2025-09-01", "", f"Indsats for {text}", "nej"])
    edit(project.plan / "events.csv", lambda table: table + row.getvalue())


def in_plan_row(project, text):
    cell = "Naboforum {}".format(text.replace('"', '""'))
    edit(project.plan / "activities.csv", lambda table: table.replace("Naboforum", f'"{cell}"', 1))


def in_log(project, text):
    said = "'Om {} her'".format(text.replace("'", "''"))
    edit(
        project.folder / "params" / "opfoelgning.yaml",
        lambda yaml: re.sub("decided: [^}]*", lambda _: f"decided: {said}", yaml, count=1),
    )


def in_case_number(project, text):
    put_in_case_numbers(project, [f"S {text}"])


# Of what stands in these a run tells before a notebook is started, and so does `check`.
FILES = {
    "the comment": in_comment,
    "an event": in_event,
    "a row of the plan": in_plan_row,
    "a free text of an extract": in_case_number,
}

PICTURE = """
import base64, io
import matplotlib.pyplot as plt
from IPython.display import HTML, Image
content = io.BytesIO()
plt.figure().savefig(content, format="{kind}", metadata={{"Title": text}})
encoded = base64.b64encode(content.getvalue()).decode()
"""
IN_PAGE = 'HTML(f\'<img alt="" src="data:image/{mime};base64,{{encoded}}">\')'
# What the last cell of a notebook does with the text, which does not stand in its source. What no page shows is found
# in the executed notebook; what a page shows is refused by the auditor, who stands before the search, or by the page.
UNSEEN = {"what a cell prints": "print(text)", "a warning of a cell": "import warnings\nwarnings.warn(text)"}
SHOWN = {
    "a text that a cell shows": "from IPython.display import HTML\nHTML(f'<p>{text}</p>')",
    "a picture that a cell shows": PICTURE.format(kind="png") + "Image(content.getvalue())",
    "a picture in a page": PICTURE.format(kind="png") + IN_PAGE.format(mime="png"),
    "a drawing in a page": PICTURE.format(kind="svg") + IN_PAGE.format(mime="svg+xml"),
}
CELLS = UNSEEN | SHOWN
NOTEBOOKS = ("oversigt", "datakvalitet", "baseline_revision")


def put_in_cell(project, notebook, text, source):
    coded = ", ".join(str(ord(sign) + 1) for sign in text)
    project.break_notebook(notebook, f"text = ''.join(chr(sign - 1) for sign in [{coded}])\n{source}")


def spell(numbers, first):
    """Each number in a spelling of its own; from place to place the spellings differ."""
    chosen = [SPELLED[(first + 7 * n) % len(SPELLED)] for n in range(len(numbers))]
    return [(number, cpr_spellings.SPELLINGS[one](number)) for number, one in zip(numbers, chosen, strict=True)]


def three_persons(project):
    """Of the extracts; the first has a leading zero."""
    numbers = everybody(project)
    assert numbers[0].startswith("0")
    return [numbers[0], numbers[len(numbers) // 2], numbers[-1]]


def holds(text, number, written):
    return written in text or re.search(rf"{int(number[:6])}[^0-9]{{0,12}}{number[6:]}", text) is not None


def stop(project, *command, planted):
    """The command stops, tells of a CPR number, and says none of those planted."""
    done = project.hpanalysis(*command)
    said = done.stdout + done.stderr
    assert done.returncode == 1, said
    assert "Traceback" not in said and "uventet fejl" not in said
    assert [number for number, written in planted if holds(said, number, written)] == []
    return said


def clean(contents, planted):
    texts = [content.decode("utf-8", errors="replace") for content in contents]
    assert texts
    return not any(holds(text, number, written) for text in texts for number, written in planted)


def pack(project):
    done = project.hpanalysis("package", HALF, "--to", str(project.folder / "pakke.zip"), "--first")
    return done, project.folder / "pakke.zip"


@pytest.mark.slow
@pytest.mark.parametrize("place", FILES)
def test_what_stands_in_a_file_stops_check_and_run_and_is_not_said(place, made, tmp_path):
    published = files(made.reports)
    for number, (person, written) in enumerate(spell(three_persons(made), 11 * list(FILES).index(place))):
        project = made.copy(tmp_path / f"projekt{number}")
        FILES[place](project, written)
        for command in ("check", "run") if number == 0 else ("run",):
            assert "CPR" in stop(project, command, HALF, planted=[(person, written)])
        assert files(project.reports) == published


@pytest.mark.slow
@pytest.mark.parametrize("place", CELLS)
def test_what_a_notebook_shows_prints_or_warns_of_stops_the_run_and_is_not_said(place, project):
    planted, published = spell(three_persons(project), 13 * list(CELLS).index(place)), files(project.reports)
    for notebook, (_, written) in zip(NOTEBOOKS, planted, strict=True):
        put_in_cell(project, notebook, written, CELLS[place])
    said = stop(project, "run", HALF, planted=planted)
    assert "intet er udgivet" in said
    for notebook in NOTEBOOKS if place in UNSEEN else ():
        assert f"- notebooks/{notebook}.ipynb: et CPR-nummer" in said
    assert files(project.reports) == published


@pytest.mark.slow
def test_a_notebook_that_fails_says_nothing_and_lies_in_the_protected_folder(project):
    planted, published = spell(three_persons(project), 29), files(project.reports)
    for notebook, (_, written) in zip(NOTEBOOKS, planted, strict=True):
        put_in_cell(project, notebook, written, "import os\nos.write(2, text.encode())\nraise RuntimeError(text)")
    said = stop(project, "run", HALF, planted=planted)
    assert "Se de fejlede notesbøger i data/processed/2026H1/fortroligt/failed." in said
    failed = project.processed / HALF / "fortroligt" / "failed"
    assert sorted(path.stem for path in failed.iterdir()) == sorted(NOTEBOOKS)
    assert files(project.reports) == published


@pytest.mark.slow
def test_what_stands_in_the_log_stops_the_follow_up_and_is_not_said(made, tmp_path):
    for number, (person, written) in enumerate(spell(three_persons(made), 5)):
        project = made.copy(tmp_path / f"projekt{number}")
        in_log(project, written)
        said = stop(project, "follow-up", "2026", planted=[(person, written)])
        assert "»opfoelgning.yaml« i mappen params, linje" in said
        assert not (project.reports / "regnskabsaar-2026").exists()


@pytest.mark.slow
def test_a_name_is_neither_published_nor_packed_nor_said(project):
    """Names that only may hold a number: a file of a source, one of none, and a folder."""
    person, other, third = three_persons(project)
    raw = project.raw / HALF
    shutil.move(raw / "udsaettelser.csv", raw / f"udsaettelser_{int(person)}.0.csv")
    (raw / f"bilag {other[:5]} {other[5:]}.csv").write_text("x", encoding="utf-8")
    (raw / f"sag {third[:4]}-{third[4:8]}-{third[8:]}").mkdir()
    planted = [(person, f"{int(person)}.0"), (other, f"{other[:5]} {other[5:]}"), (third, third[:8])]
    for command in ("check", "run", "list"):
        done = project.hpanalysis(command, HALF) if command != "list" else project.hpanalysis(command)
        assert done.returncode == 0, done.stdout + done.stderr
        assert clean([(done.stdout + done.stderr).encode()], planted), command
    assert clean(files(project.reports).values(), planted)
    done, path = pack(project)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(path) as archive:
        assert clean([*map(archive.read, archive.namelist()), "\n".join(archive.namelist()).encode()], planted)


@pytest.mark.slow
def test_what_goes_into_a_package_alone_stops_it_and_is_not_said(made, tmp_path):
    for number, (person, written) in enumerate(spell(three_persons(made), 41)):
        project = made.copy(tmp_path / f"projekt{number}")
        (project.folder / "README.md").write_text(f"Om {written} her\n", encoding="utf-8")
        done, path = pack(project)
        assert done.returncode == 1
        assert "- projekt/README.md: et CPR-nummer" in done.stderr
        assert not holds(done.stdout + done.stderr, person, written)
        assert not path.exists()


@pytest.mark.slow
def test_look_alikes_in_every_place_stop_neither_check_nor_run_nor_package_nor_follow_up(project):
    # The auditor refuses a decimal on a page that no table has, whatever it counts.
    text = "; ".join(one for one in LOOK_ALIKES if not one.endswith(",50"))
    in_comment(project, text)
    in_event(project, text.replace(";", ","))
    in_plan_row(project, text.replace(";", ","))
    in_log(project, text.replace("; ", ", ").replace("{", ""))
    put_in_case_numbers(project, LOOK_ALIKES)
    (project.folder / "README.md").write_text("\n".join(LOOK_ALIKES), encoding="utf-8")
    for notebook in NOTEBOOKS:
        put_in_cell(project, notebook, "\n".join(LOOK_ALIKES), "import warnings\nprint(text)\nwarnings.warn(text)")
    for command in (("check", HALF), ("run", HALF), ("follow-up", "2026")):
        done = project.hpanalysis(*command)
        assert "CPR" not in done.stdout + done.stderr, done.stdout + done.stderr
        assert done.returncode == 0, done.stdout + done.stderr
    done, path = pack(project)
    assert done.returncode == 0, done.stderr
    assert path.is_file()

"""No CPR of an extract, in any spelling, in any file outside data/raw: over a whole run and over runs that fail."""

import re

import pandas as pd
import pytest

# A date and four digits with hyphen, space or nothing between; and nine digits, where a leading zero was lost. Those
# must stand alone: within the hexadecimal digits of a checksum nine in a row are nobody's number.
WRITTEN = re.compile(r"(?<![0-9])[0-9]{6}[- \N{NO-BREAK SPACE}]?[0-9]{4}(?![0-9])")
SHORTENED = re.compile(r"(?<![0-9A-Za-z])[0-9]{5}[- \N{NO-BREAK SPACE}]?[0-9]{4}(?![0-9A-Za-z])")


def digits(text):
    return re.sub("[^0-9]", "", text).zfill(10)


def numbers_in(text):
    return {digits(found) for pattern in (WRITTEN, SHORTENED) for found in pattern.findall(text)}


def persons_of(project):
    """The CPR of everybody in the extracts, ten digits each."""
    found = set()
    for path in project.raw.rglob("*.csv"):
        table = pd.read_csv(path, sep=";", dtype=str, encoding="utf-8-sig")
        found |= {digits(cpr) for cpr in table["CPR-nummer"]} if "CPR-nummer" in table else set()
    return found


def text_of(path):
    """What a reader of the file finds in it: tables as their cells, all else as its bytes."""
    if path.suffix == ".parquet":
        table = pd.read_parquet(path)
        texts = [table[column].dropna().drop_duplicates().astype(str) for column in table]
        return "\n".join("\n".join(text) for text in texts)
    return path.read_bytes().decode("utf-8", errors="replace")


def swept(project, persons):
    """The files outside data/raw that hold a person's number, and how many were read."""
    files = [p for p in project.folder.rglob("*") if p.is_file() and project.raw not in p.parents]
    return [path.relative_to(project.folder) for path in files if numbers_in(text_of(path)) & persons], len(files)


@pytest.mark.parametrize("spelling", ["{0}{1}", "{0}-{1}", "{0} {1}", "x;{0}-{1};y", '"{0}{1}"'])
@pytest.mark.parametrize("zero", [True, False])
def test_the_sweep_finds_a_number_in_every_spelling(spelling, zero):
    cpr = "0102031234"
    written = spelling.format(cpr[:6] if zero else cpr[1:6], cpr[6:])
    assert numbers_in(f"række {written}, og mere") == {cpr}


def test_the_sweep_finds_a_number_in_a_table_and_in_a_page(made, tmp_path):
    persons = persons_of(made)
    assert len(persons) > 300
    one = min(persons)
    assert one.startswith("0")
    project = type(made)(tmp_path)
    pd.DataFrame({"tal": [1], "tekst": [one[1:]]}).to_parquet(tmp_path / "tabel.parquet")
    (tmp_path / "side.html").write_text(f"<td>{one[:6]}-{one[6:]}</td>", encoding="utf-8")
    assert len(swept(project, persons)[0]) == 2


def rewrite(path, change):
    path.write_bytes(change(path.read_bytes().decode("utf-8-sig")).encode("utf-8-sig"))


def rows(text):
    return text.splitlines(keepends=True)


def misplaced(text):
    """A cell of the column Alder holds the row's CPR."""
    heading, first, *others = rows(text)
    cells = first.split(";")
    cells[rows(text)[0].split(";").index("Alder")] = cells[0]
    return "".join([heading, ";".join(cells), *others])


FAILURES = {
    "a CPR in the wrong cell": misplaced,
    "a missing column": lambda text: text.replace("Vurderingsdato", "Dato", 1),
    "no heading, so that persons stand where it should": lambda text: "".join(rows(text)[1:]),
    "a torn row": lambda text: text + rows(text)[1][:14],
    "an impossible CPR": lambda text: "".join([*rows(text), "9" + rows(text)[1][1:]]),
    "a child twice": lambda text: "".join([*rows(text), rows(text)[1]]),
}

# A notebook that fails with a table in its message.
FAILING = "from hpanalysis import report\nraise RuntimeError(report.half_year(half_year).tables.checks.to_string())"


@pytest.mark.slow
@pytest.mark.parametrize("failures", [2, len(FAILURES)])
def test_no_cpr_leaves_the_extracts_in_a_whole_run_and_in_runs_that_fail(project, failures):
    persons, found = persons_of(project), []

    def run(*arguments, code):
        done = project.hpanalysis("run", "2026H1", *arguments)
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        assert not numbers_in(done.stdout + done.stderr) & persons, arguments
        left, read = swept(project, persons)
        assert read > 80
        found.extend(left)

    run("--edition", "fortrolig", code=0)
    path = project.raw / "2026H1" / "sprogvurdering.csv"
    good = path.read_bytes()
    for change in list(FAILURES.values())[-failures:]:
        rewrite(path, change)
        run(code=1)
        path.write_bytes(good)
    assert list(project.processed.rglob("fortroligt/sprogvurdering-sprog-*.csv"))  # swept too, like all the others
    project.break_notebook("omraadeprofil", FAILING)
    run(code=1)
    assert list(project.processed.rglob("fortroligt/failed/*.ipynb"))
    assert found == []

"""What `hpanalysis check` accepts, `hpanalysis run` runs: whatever stops a run before its notebooks, `check` tells."""

import json

import pytest

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.check import check_half_year
from hpanalysis.pipeline.run import run_half_year
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace
from slow_cases import keep_quick

HALF = "2026H1"
MERGED = """\
merged_areas:
  - id: bakke-og-soe
    name: Møllebakken og Søparken
    short: Møllebakken og Søparken
    letters: M+S
    in_text: på Møllebakken og i Søparken
    genitive: Møllebakkens og Søparkens
    areas: [moellebakken, soeparken]
"""


def check(project, half_year):
    """What `check` says: its report, or the sentence that it stops with."""
    try:
        report = check_half_year(Workspace.at(project.folder), HalfYear.parse(half_year))
    except Stop as stop:
        return False, str(stop)
    return report.ready, "\n".join(report.lines())


def run(project, half_year):
    """What a run stops with, before any notebook."""
    progress = Progress()
    with pytest.raises(Stop) as stop:
        run_half_year(Publication(Workspace.at(project.folder), HalfYear.parse(half_year)), 1, progress)
    assert "Notesbøger" not in progress.seconds
    return str(stop.value)


def rewrite(path, change):
    text = path.read_bytes().decode("utf-8-sig")
    assert change(text) != text
    path.write_bytes(change(text).encode("utf-8-sig" if path.suffix == ".csv" else "utf-8"))


def replace(path, old, new, count=-1):
    rewrite(path, lambda text: text.replace(old, new, count))


def drop_month(project, half_year, month):
    path = project.raw / half_year / "elevfravaer.csv"
    rewrite(path, lambda text: "".join(line for line in text.splitlines(True) if f";{month};" not in line))


def double_a_row(project, half_year):
    path = project.raw / half_year / "sprogvurdering.csv"
    rewrite(path, lambda text: text + text.splitlines(True)[1])


def write_dates_with_strokes(project):
    path = project.raw / HALF / "sprogvurdering.csv"
    rewrite(path, lambda text: text.replace("-2025;", "/2025;"))


def add_impossible_rule(project, suite):
    """A critical rule that no figure keeps, as a reason to stop after the extracts are read."""
    path = project.folder / "expectations" / f"{suite}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    rule = content["expectations"][-1]
    meta = rule["meta"] | {"id": f"{rule['meta']['id'].rpartition('-')[0]}-99"}
    kwargs = {"column": "numerator", "max_value": -1}
    content["expectations"].append(
        {"type": "expect_column_values_to_be_between", "kwargs": kwargs, "severity": "critical", "meta": meta}
    )
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def merge_areas(project):
    replace(project.plan / "plan.yaml", "merged_areas: []\n", MERGED)
    for part in ("moellebakken", "soeparken"):
        replace(project.folder / "params" / f"{HALF}.yaml", part, "bakke-og-soe") if part in (
            project.folder / "params" / f"{HALF}.yaml"
        ).read_text(encoding="utf-8") else None


def pool(project, indicator):
    header, *rows = (project.plan / "adoption.csv").read_text(encoding="utf-8").splitlines()
    pooled = [f"{row},{3 if row.startswith(indicator) else ''}" for row in rows]
    (project.plan / "adoption.csv").write_text("\n".join([f"{header},pooled_years", *pooled]) + "\n", encoding="utf-8")


def lose_a_frame(project):
    """An extract past its last day is deleted, and then its frame is cut short."""
    (project.raw / "2024H2" / "sprogvurdering.csv").unlink()
    path = project.processed / "2024H2" / "frames" / "sprogvurdering.parquet"
    path.write_bytes(path.read_bytes()[:1000])


def put_a_last_half_years_file(project):
    (project.raw / HALF / "sprogvurdering.csv").write_bytes(
        (project.raw / "2025H1" / "sprogvurdering.csv").read_bytes()
    )


# What is done to the project, and what both say of it.
FAULTS = {
    "an extract is missing": (
        lambda p: (p.raw / HALF / "fraflytning.xlsx").unlink(),
        "»fraflytning.xlsx« mangler i mappen data/raw/2026H1.",
    ),
    "a month is missing": (
        lambda p: drop_month(p, "2025H2", "2025-01"),
        "»elevfravaer.csv« i mappen data/raw/2025H2: Måneden 2025-01 mangler i udtrækket.",
    ),
    "several months are missing": (
        lambda p: (drop_month(p, "2025H2", "2024-10"), drop_month(p, "2025H2", "2025-03")),
        "Månederne 2024-10 og 2025-03 mangler i udtrækket. Ventet: alle måneder fra 2024-08 til 2025-07.",
    ),
    "dates are written in another way": (
        write_dates_with_strokes,
        "kolonne »Vurderingsdato«: Ingen af værdierne kan læses: Kolonnen er skrevet på en måde, der ikke læses.",
    ),
    "an earlier half-year's extract lacks a column": (
        lambda p: replace(p.raw / "2025H1" / "sprogvurdering.csv", "Vurderingsdato", "Dato", 1),
        "Mappen data/raw/2025H1: »sprogvurdering.csv«: Kolonnen »Vurderingsdato« findes ikke.",
    ),
    "an earlier half-year's extract breaks a critical rule": (
        lambda p: double_a_row(p, "2025H1"),
        "»Sprogvurderinger«, 1. halvår 2025: Reglen sprog-",
    ),
    "an extract is last half-year's": (put_a_last_half_years_file, "er nøjagtig den samme fil som i 1. halvår 2025"),
    "a notebook has another parameter": (
        lambda p: replace(p.folder / "notebooks" / "oversigt.ipynb", "edition", "udgave"),
        "»oversigt.ipynb«: Parameteren edition kendes ikke.",
    ),
    "a notebook is gone": (
        lambda p: (p.folder / "notebooks" / "oversigt.ipynb").unlink(),
        "Notesbogen »oversigt.ipynb« findes ikke.",
    ),
    "a notebook is none": (
        lambda p: (p.folder / "notebooks" / "oversigt.ipynb").write_text("{}", encoding="utf-8"),
        "»oversigt.ipynb«: Filen er ikke en notesbog.",
    ),
    "published areas are merged": (merge_areas, "vises ikke længere hver for sig i planen, og intet er udgivet"),
    "a published file was edited": (
        lambda p: replace(p.reports / HALF / "indicators.csv", "vist", "vist ", 1),
        "»2026H1/indicators.csv«: Filen er ændret efter udgivelsen.",
    ),
    "published corrections are no table": (
        lambda p: (p.reports / HALF / "rettelser.csv").write_text("nej\n", encoding="utf-8"),
        "rettelser.csv eller maanedstal.csv kan ikke læses.",
    ),
    "a rule is no rule": (
        lambda p: replace(p.folder / "expectations" / "maalt.json", "expect_", "forvent_", 1),
        "»maalt.json«",
    ),
    "figures break a critical rule": (lambda p: add_impossible_rule(p, "maalt"), "De beregnede tal"),
    "figures cannot be pooled": (lambda p: pool(p, "fraflytning"), "Tallet fraflytning kan ikke lægges sammen"),
    "published figures are too small now": (
        lambda p: replace(p.plan / "plan.yaml", "k: 5", "k: 12"),
        "er nu for små til at blive vist, og intet er udgivet",
    ),
    "the frame of a deleted extract is lost": (lose_a_frame, "kan ikke laves igen, for udtrækket er slettet."),
    "the params are wrong": (
        lambda p: replace(p.folder / "params" / f"{HALF}.yaml", "report_date", "rapport_dato"),
        "»2026H1.yaml«: Nøglen ",
    ),
    "a source has no terms": (
        lambda p: replace(p.plan / "sources.csv", "fraflytning,", "moedre,"),
        "»sources.csv« i planens mappe: Kilden »fraflytning« mangler.",
    ),
    "the key is missing": (lambda p: (p.raw / "SYNTETISK.txt").unlink(), "HPANALYSIS_KEY_FILE"),
    "a file is named by a CPR": (
        lambda p: (p.raw / HALF / "sprogvurdering_010203-1234.csv").write_text("x", encoding="utf-8"),
        "Et filnavn indeholder noget, der ligner et CPR-nummer.",
    ),
}
# Those that no other test asks of both commands; the others take as long.


@pytest.mark.slow
def test_what_the_plan_leaves_open_is_a_remark_that_stops_nothing(project):
    ready, said = check(project, HALF)
    assert ready
    remarks = said[said.index("Om planen:") :]
    for aim in ("Flere unge med i fritidstilbud", "Færre mister deres bolig"):
        assert f"plan_chain.csv: Planen nævner ingen aktivitet, der skal bidrage til »{aim}«." in remarks
    assert "intet delmål" not in remarks
    replace(project.plan / "plan_chain.csv", "opvaekst,lektiehjaelp", "opvaekst,laeseposer")
    assert "intet delmål eller overordnet mål, som »Lektiehjælp om torsdagen« skal" in check(project, HALF)[1]
    (project.plan / "plan_chain.csv").unlink()
    ready, said = check(project, HALF)
    assert ready and "Om planen" not in said


@pytest.mark.parametrize("fault", keep_quick(FAULTS, "an earlier half-year's extract lacks a column"))
def test_whatever_stops_a_run_before_its_notebooks_check_tells_in_the_same_words(project, fault):
    break_it, said = FAULTS[fault]
    break_it(project)
    ready, checked = check(project, HALF)
    assert not ready
    assert said in checked
    stopped = run(project, HALF)
    assert said in stopped
    assert [line for line in stopped.splitlines() if line not in checked] == []


@pytest.mark.slow
def test_a_month_missing_in_the_half_year_itself_is_told_there_too(project):
    drop_month(project, "2025H2", "2025-01")
    done = project.hpanalysis("check", "2025H2")
    assert done.returncode == 1
    assert "Kan ikke bruges:\n»elevfravaer.csv« i mappen data/raw/2025H2: Måneden 2025-01 mangler" in done.stdout
    assert "Halvåret kan ikke køres endnu." in done.stdout


def test_all_that_is_wrong_is_told_at_once_whatever_it_is(project):
    for name in (
        "an extract is missing",
        "a month is missing",
        "a notebook is gone",
        "dates are written in another way",
    ):
        FAULTS[name][0](project)
    ready, checked = check(project, HALF)
    assert not ready
    for name in (
        "an extract is missing",
        "a month is missing",
        "a notebook is gone",
        "dates are written in another way",
    ):
        assert FAULTS[name][1] in checked


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ({}, "»sprogvurdering.csv« mangler i mappen data/raw/2024H2."),
        ({"sprogvurdering.csv": b"CPR-nummer;Navn\r\n"}, "»sprogvurdering.csv«: Kolonnen »"),
        ({"sprogvurdering.csv": b""}, "»sprogvurdering.csv«: Filen er tom."),
        ({"fraflytning.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)}, "»fraflytning.xlsx«: Filen er"),
        ({"fraflytning.xlsx": b"PK\x03\x04"}, "»fraflytning.xlsx«: Filen kan ikke læses."),
    ],
)
def test_the_first_faulty_file_alone_and_an_empty_folder_are_told_like_any_other(project, tmp_path, there, said):
    raw = tmp_path / "raw"
    (raw / "2024H2").mkdir(parents=True)
    (raw / "SYNTETISK.txt").write_text("", encoding="utf-8")
    for name, content in there.items():
        (raw / "2024H2" / name).write_bytes(content)
    folders = Workspace.at(project.folder, raw=raw, processed=tmp_path / "processed", reports=tmp_path / "reports")
    report = check_half_year(folders, HalfYear.parse("2024H2"))
    said_in_all = "\n".join(report.lines())
    assert said in said_in_all
    assert said_in_all.endswith("Ingen kontrolregler er kørt. Halvåret kan ikke køres endnu.")
    assert (len(report.missing), len(report.unusable)) == (5 - len(there), len(there))


def test_a_critical_rule_broken_by_the_first_file_alone_is_told(project, tmp_path):
    raw = tmp_path / "raw"
    (raw / "2024H2").mkdir(parents=True)
    (raw / "SYNTETISK.txt").write_text("", encoding="utf-8")
    path = raw / "2024H2" / "sprogvurdering.csv"
    path.write_bytes((project.raw / "2024H2" / "sprogvurdering.csv").read_bytes())
    rewrite(path, lambda text: text + text.splitlines(True)[1])
    folders = Workspace.at(project.folder, raw=raw, processed=tmp_path / "processed", reports=tmp_path / "reports")
    report = check_half_year(folders, HalfYear.parse("2024H2"))
    assert "Kritisk:\n»Sprogvurderinger«, 2. halvår 2024: Reglen sprog-" in "\n".join(report.lines())
    assert not report.ready


def test_check_publishes_nothing_and_leaves_the_tables_of_the_run(project):
    folders = [project.reports, project.processed / HALF]
    before = [{path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} for folder in folders]
    ready, _ = check(project, HALF)
    assert ready
    assert [{path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} for folder in folders] == before

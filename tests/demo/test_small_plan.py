"""`write` on the made-up helhedsplan of three areas: determinism, other plans, and what must never be overwritten."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import projects
import shared_plans
from hpanalysis import plan as plans
from hpanalysis.demo import write
from hpanalysis.errors import Stop

PLAN = shared_plans.read(shared_plans.SMALL)


def contents(raw: Path) -> dict[str, bytes]:
    return {path.relative_to(raw).as_posix(): path.read_bytes() for path in sorted(raw.rglob("*")) if path.is_file()}


def changed_plan(tmp_path: Path, **changes) -> plans.Plan:
    """The small plan with some files' text changed by a function."""
    folder = Path(shutil.copytree(projects.PLAN, tmp_path / "plan"))
    for name, change in changes.items():
        path = folder / name.replace("__", ".")
        path.write_text(change(path.read_text("utf-8")), encoding="utf-8")
    return plans.read(folder)


def only_heading(text: str) -> str:
    return text.splitlines()[0] + "\n"


def test_the_same_seed_gives_the_same_bytes_in_another_process_and_hash_seed(tmp_path):
    write(PLAN, tmp_path / "here", seed=3)
    code = (
        "import sys; from pathlib import Path; from hpanalysis import plan; from hpanalysis.demo import write; "
        "write(plan.read(Path(sys.argv[1])), Path(sys.argv[2]), seed=3)"
    )
    arguments = [sys.executable, "-c", code, str(projects.PLAN), str(tmp_path / "there")]
    subprocess.run(arguments, check=True, env=os.environ | {"PYTHONHASHSEED": "77", "OMP_NUM_THREADS": "1"})
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_another_seed_gives_other_persons_and_the_same_baselines(tmp_path):
    first, second = write(PLAN, tmp_path / "a", seed=3), write(PLAN, tmp_path / "b", seed=4)
    assert (first.matching, first.deviations) == (second.matching, second.deviations)
    a, b = contents(tmp_path / "a"), contents(tmp_path / "b")
    assert a.keys() == b.keys()
    assert all(a[name] != b[name] for name in a if name.startswith("20"))


@pytest.mark.parametrize("seed", range(20))
def test_every_baseline_of_the_small_plan_is_given_by_any_seed(tmp_path, seed):
    report = write(PLAN, tmp_path / "raw", seed=seed)
    assert report.matching == len(PLAN.printed) > 0
    assert report.deviations == ()


def test_the_small_town_is_written_in_two_seconds(tmp_path):
    start = time.monotonic()
    write(PLAN, tmp_path / "raw")
    assert time.monotonic() - start < 2


def test_a_plan_that_prints_no_baselines_lives_by_the_neutral_rates(tmp_path):
    report = write(changed_plan(tmp_path, baselines__csv=only_heading), tmp_path / "raw")
    assert (report.matching, report.deviations) == (0, ())
    assert len(report.files) == len(write(PLAN, tmp_path / "other").files)


def test_only_the_sources_that_the_plan_adopts_are_written(tmp_path):
    def only_youth_school(text: str) -> str:
        lines = text.splitlines()
        return "\n".join([lines[0], *(line for line in lines if line.startswith("ungdomsskole,"))]) + "\n"

    without = {f"{name}__csv": only_heading for name in ("baselines", "choices", "context")}
    plan = changed_plan(tmp_path, adoption__csv=only_youth_school, **without)
    assert write(plan, tmp_path / "raw").files == ("2024H2/ungdomsskole.csv", "2025H2/ungdomsskole.csv")


def test_an_impossible_baseline_is_listed_with_its_arithmetic(tmp_path):
    area = PLAN.areas[0].id

    def impossible(text: str) -> str:
        window = PLAN.adoption("ungdomsskole").baseline_window
        return only_heading(text) + f"ungdomsskole,{window},{area},33.4,12,,,\n"

    row = write(changed_plan(tmp_path, baselines__csv=impossible), tmp_path / "raw").deviations[0]
    assert (row.indicator_id, row.area_id, row.printed) == ("ungdomsskole", area, "33,4 (ud af 12)")
    assert row.reason == "Intet helt antal af 12 personer giver 33,4 pct."
    assert row.given


def test_writing_again_replaces_what_the_demo_wrote(tmp_path):
    write(PLAN, tmp_path / "raw", seed=3)
    first = contents(tmp_path / "raw")
    write(PLAN, tmp_path / "raw", seed=4)
    assert contents(tmp_path / "raw") != first
    write(PLAN, tmp_path / "raw", seed=3)
    assert contents(tmp_path / "raw") == first


@pytest.mark.parametrize("half_year", ["2025H1", "2027H1"])
def test_a_real_extract_is_never_overwritten_or_marked(tmp_path, half_year):
    folder = tmp_path / "raw" / half_year
    folder.mkdir(parents=True)
    (folder / "sprogvurdering.csv").write_text("et udtræk", encoding="utf-8")
    with pytest.raises(Stop, match=r"raw/.*»sprogvurdering.csv«"):
        write(PLAN, tmp_path / "raw")
    assert contents(tmp_path / "raw") == {f"{half_year}/sprogvurdering.csv": "et udtræk".encode()}


def test_an_extract_that_was_put_in_place_of_a_synthetic_one_is_never_overwritten(tmp_path):
    write(PLAN, tmp_path / "raw")
    (tmp_path / "raw" / "2025H1" / "sprogvurdering.csv").write_text("et udtræk", encoding="utf-8")
    before = contents(tmp_path / "raw")
    with pytest.raises(Stop):
        write(PLAN, tmp_path / "raw")
    assert contents(tmp_path / "raw") == before


def test_a_plan_without_sizes_is_told_so(tmp_path):
    folder = Path(shutil.copytree(projects.PLAN, tmp_path / "plan"))
    (folder / "demo.yaml").unlink()
    with pytest.raises(Stop, match=r"»demo.yaml« i planens mappe: Filen mangler"):
        write(plans.read(folder), tmp_path / "raw")
    assert not (tmp_path / "raw").exists()


def test_an_unknown_key_of_the_sizes_is_named(tmp_path):
    plan = changed_plan(tmp_path, demo__yaml=lambda text: text + "\nstoerrelse: 7\n")
    with pytest.raises(Stop, match="Nøglen stoerrelse kendes ikke"):
        write(plan, tmp_path / "raw")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("residents: 2000", "residents: 2_000", "Nøglen municipality.residents har ikke den rigtige form"),
        ("residents: 2000", "residents: 02000", "(værdien begynder med et nul)"),
        ("areas_share_65_plus: 0.2", "areas_share_65_plus: 1e-1", "Nøglen areas_share_65_plus har ikke den rigtige"),
        ("elections: {}", "elections: {stemt: {2026H1: 2025-02-30}}", "(værdien findes ikke i kalenderen)"),
        ("later_years: {}", "later_years: {boligsociale_data: {2025H2: [1:59]}}", "(værdien er ikke et helt tal)"),
    ],
)
def test_a_size_that_yaml_would_make_something_else_of_is_told_with_its_line(tmp_path, old, new, said):
    plan = changed_plan(tmp_path, demo__yaml=lambda text: text.replace(old, new))
    with pytest.raises(Stop, match=r"Linje [0-9]+: ") as stop:
        write(plan, tmp_path / "raw")
    assert said in str(stop.value)


def test_a_missing_rate_is_named(tmp_path):
    def without_youth_school(text: str) -> str:
        return "\n".join(line for line in text.splitlines() if not line.strip().startswith("ungdomsskole:")) + "\n"

    plan = changed_plan(tmp_path, demo__yaml=without_youth_school, baselines__csv=only_heading)
    with pytest.raises(Stop, match=r"rates\.ungdomsskole mangler"):
        write(plan, tmp_path / "raw")

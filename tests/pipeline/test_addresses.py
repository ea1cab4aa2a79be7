"""Addresses over a whole run: what is not settled is counted for all, and listed for the data unit alone."""

import csv
import stat
import sys
from pathlib import Path

import pandas as pd
import pytest

from projects import Project

SLIP = "Pindsvinvænget"  # a letter short of Pindsvinevænget


def listed(project: Project, source: str, half_year: str = "2026H1") -> list[dict[str, str]]:
    path = project.processed / half_year / "fortroligt" / f"adresser-{source}.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def with_slips(project: Project, count: int) -> Path:
    """The first addresses of the street, misspelt."""
    path = project.raw / "2026H1" / "sprogvurdering.csv"
    text = path.read_text(encoding="utf-8-sig")
    assert text.count("Pindsvinevænget") >= count
    path.write_text(text.replace("Pindsvinevænget", SLIP, count), encoding="utf-8-sig", newline="\n")
    return path


def check_of(project: Project, rule_id: str) -> pd.Series:
    checks = pd.read_parquet(project.processed / "2026H1" / "checks.parquet").set_index(["half_year", "rule_id"])
    return checks.loc[("2026H1", rule_id)]


def shown(project: Project) -> str:
    """Everything that is written outside data/raw and the protected folder, tables read as text."""
    texts = []
    for path in sorted([*project.processed.rglob("*"), *project.reports.rglob("*")]):
        if path.is_dir() or "fortroligt" in path.parts:
            continue
        if path.suffix == ".parquet":
            texts.append(pd.read_parquet(path).astype(str).to_csv())
        else:
            texts.append(path.read_text(encoding="utf-8", errors="replace"))  # keyed tokens of persons are no text
    return "\n".join(texts)


@pytest.mark.slow
def test_addresses_not_settled_are_counted_and_listed_where_only_the_data_unit_may_read(project):
    with_slips(project, 2)
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stderr
    check = check_of(project, "sprogvurdering-adresser")
    assert (check["failed"], check["held"], check["severity"]) == (2, False, "til orientering")
    near = [row for row in listed(project, "sprogvurdering") if row["slags"] == "ligner"]
    assert near == [{"slags": "ligner", "adresse": SLIP, "ligner": "Pindsvinevænget", "raekker": "2"}]
    written = {row["adresse"] for row in listed(project, "sprogvurdering")}
    assert len(written) > 5
    everything = shown(project) + done.stdout + done.stderr
    assert not [address for address in written if address in everything]


@pytest.mark.skipif(sys.platform == "win32", reason="a file's mode is POSIX's")
def test_the_list_may_be_read_by_its_owner_only(made):
    lists = list(made.processed.glob("*/fortroligt/adresser-*.csv"))
    assert len(lists) >= 5
    assert {stat.S_IMODE(path.stat().st_mode) for path in lists} == {0o600}


def test_every_delivery_with_addresses_has_its_rule_and_every_area_its_residents(made):
    checks = pd.read_parquet(made.processed / "2026H1" / "checks.parquet")
    counted = checks[checks["rule_id"].str.endswith("-adresser")]
    assert set(counted["source"]) == {"elevfravaer", "sprogvurdering", "ungdomsskole"}
    assert counted["held"].all() and (counted["failed"] == 0).all() and (counted["rows"] > 0).all()
    residents = checks[checks["rule_id"] == "ungdomsskole-beboere"]
    assert residents["held"].all() and set(residents["rows"]) == {3}


def with_history(project: Project) -> Path:
    """A residence history that tells of the first assessed child alone: it lives in Skrænten."""
    text = (project.raw / "2026H1" / "sprogvurdering.csv").read_text(encoding="utf-8-sig")
    cpr = text.splitlines()[1].split(";")[0]
    path = project.raw / "2026H1" / "bopael.csv"
    path.write_text(
        f"CPR-nummer;Adresse;Fra-dato;Til-dato\n{cpr};Grævlingevej 3, 1. tv;01-01-2020;\n", encoding="utf-8-sig"
    )
    return path


def assessed(project: Project) -> pd.DataFrame:
    return pd.read_parquet(project.processed / "2026H1" / "frames" / "sprogvurdering.parquet")


@pytest.mark.slow
def test_a_residence_history_moves_the_persons_it_tells_of_and_no_others(project):
    before, history = assessed(project), with_history(project)
    done = project.hpanalysis("run", "2026H1")
    assert done.returncode == 0, done.stderr
    after = assessed(project)
    assert after["area_id"].iloc[0] == "skraenten" != before["area_id"].iloc[0]
    pd.testing.assert_frame_equal(after.iloc[1:], before.iloc[1:])
    told = check_of(project, "sprogvurdering-bopael")
    assert (told["rows"], told["failed"]) == (len(after), len(after) - 1)
    assert not project.hpanalysis("run", "2026H1").stdout.startswith("7 rapporter")
    history.unlink()
    assert project.hpanalysis("run", "2026H1").returncode == 0
    pd.testing.assert_frame_equal(assessed(project), before)
    assert not list((project.processed / "2026H1").rglob("*bopael*"))


@pytest.mark.slow
def test_a_history_deleted_as_agreed_goes_on_placing_its_persons(project):
    with (project.plan / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] != "bopael"]
    with (project.plan / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows([*rows, rows[0] | {"source": "bopael", "months_kept": "1"}])
    history = with_history(project)
    for _ in range(2):
        done = project.hpanalysis("run", "2026H1")
        assert done.returncode == 0, done.stderr
        assert assessed(project)["area_id"].iloc[0] == "skraenten"
        history.unlink(missing_ok=True)


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("Grævlingevej 3, 2. tv", "skraenten"),
        ("grævlingevej 021", "skraenten"),
        ("Grævlingevej 4", "-"),
        ("Rådhustorvet 1", "-"),
        ("Grævlingvej 3", "-"),
        ("Grævlingevej", "-"),
    ],
)
def test_locate_prints_the_area_or_a_hyphen(made, address, printed):
    done = made.hpanalysis("locate", address)
    assert (done.returncode, done.stdout) == (0, f"{printed}\n")
    assert address not in done.stderr


@pytest.mark.parametrize("address", ["", "  "])
def test_locate_of_nothing_is_wrong_use(made, address):
    done = made.hpanalysis("locate", address)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Adressen er tom. Ventet: vej og husnummer.")

"""What `write` leaves on disk, on the helhedsplan of Randers in full size."""

import csv
import re
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

import projects
import shared_plans
from backtests import loaded
from hpanalysis.definitions.catalogue import indicators, sources
from hpanalysis.demo import write
from hpanalysis.demo.calibration import settings
from hpanalysis.workspace import SYNTHETIC_MARK

FOLDER = projects.ROOT / "params" / "plan"
PLAN = shared_plans.read(FOLDER)
TOWN = settings.read(PLAN).municipality
EXPECTED = {
    "2024H2": "beskaeftigelse boligsociale_data boligstatistiske_noegletal elevfravaer fraflytning moedre "
    "sprogvurdering statens_kriterier tomgang tryghedsmaaling udsaettelser udsaettelser_lejerbo ungdomsskole unoung "
    "valgdata",
    "2025H1": "beskaeftigelse boligstatistiske_noegletal fraflytning moedre sprogvurdering tomgang udsaettelser "
    "udsaettelser_lejerbo",
    "2025H2": "beskaeftigelse boligsociale_data deltagere elevfravaer statens_kriterier ungdomsskole unoung",
    "2026H1": "beskaeftigelse boligstatistiske_noegletal deltagere fraflytning moedre sprogvurdering tomgang "
    "tryghedsmaaling udsaettelser udsaettelser_lejerbo valgdata",
}


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """The extracts of another seed than the usual one, and what was reported of them."""
    folder = tmp_path_factory.mktemp("frø")
    return folder, write(PLAN, folder / "raw", seed=7)


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_each_half_year_holds_the_extracts_that_come_new_in_it(other):
    raw = other[0] / "raw"
    for half_year, names in EXPECTED.items():
        assert sorted(path.stem for path in (raw / half_year).iterdir()) == names.split()
    assert (raw / SYNTHETIC_MARK).read_text("utf-8").startswith("Tallene i denne mappe er opdigtede")


@pytest.mark.slow
def test_another_seed_gives_the_same_baselines_in_the_figures_that_the_package_measures(other):
    folder, report = other
    refused = {(row.indicator_id, row.area_id) for row in report.deviations}
    figures = loaded.figures(loaded.measured(folder, FOLDER, "2026H1"))
    compared = 0
    for cell in PLAN.printed:
        if (cell.indicator_id, cell.area_id) in refused:
            continue
        numerator, denominator = figures[cell.indicator_id, cell.window, cell.area_id]
        assert cell.n in (None, denominator)
        assert cell.count in (None, numerator)
        if denominator is not None:
            # Exactly what rounds, halves upwards, to the printed figure.
            scale = indicators()[cell.indicator_id].unit.scale
            unit = 10 ** -min(cell.value.as_tuple().exponent, 0)
            assert int(numerator * scale * unit * 2 + denominator) // (2 * int(denominator)) == cell.value * unit
        compared += 1
    assert compared == report.matching


def test_every_printed_row_is_given_or_listed_with_its_reason(other):
    report = other[1]
    assert report.matching + len(report.deviations) == len(PLAN.printed)
    assert all(row.reason.endswith(".") and len(row.reason) > 40 for row in report.deviations)
    assert {(row.indicator_id, row.area_id) for row in report.deviations} == {
        ("sprog_generel", "alle-7"),
        ("sprog_fokuseret", "alle-7"),
        ("sprog_saerlig", "alle-7"),
        ("sprog_generel", "randers"),
        ("sprog_generel", "danmark"),
        ("sprog_fokuseret", "danmark"),
        ("sprog_saerlig", "danmark"),
        ("elevfravaer", "danmark"),
        ("fraflytning", "danmark"),
        ("elevfravaer_over_10", "alle-7"),
        ("elevfravaer_over_15", "energivej"),
        ("elevfravaer_over_15", "hermann-stillingsvej"),
        ("unge_i_uddannelse_15_mdr", "hermann-stillingsvej"),
    }


def test_the_list_of_deviations_is_also_a_file(other):
    with (other[0] / "raw" / "AFVIGELSER.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    assert [row["reason"] for row in listed] == [row.reason for row in other[1].deviations]


def test_the_extracts_have_the_municipalitys_real_size(other):
    raw = other[0] / "raw"
    assert len(rows(raw / "2024H2" / "sprogvurdering.csv")) == pytest.approx(TOWN.assessed_a_year, rel=0.02)
    assert len(rows(raw / "2025H1" / "sprogvurdering.csv")) == pytest.approx(TOWN.assessed_a_year, rel=0.04)
    assert len(rows(raw / "2025H1" / "moedre.csv")) == TOWN.mothers
    assert len(rows(raw / "2024H2" / "ungdomsskole.csv")) == pytest.approx(TOWN.young_13_18, rel=0.02)
    assert len(rows(raw / "2024H2" / "elevfravaer.csv")) / 11 == pytest.approx(TOWN.pupils, rel=0.02)
    with (raw / "2024H2" / "beskaeftigelse.csv").open("rb") as file:
        assert sum(1 for _ in file) / 12 == pytest.approx(TOWN.residents_18_64, rel=0.02)
    left = [row for row in rows(raw / "2024H2" / "unoung.csv") if row["Fortsat i 10. klasse"] == "Nej"]
    assert [sum(row["Afgangsår"] == year for row in left) for year in ("2023", "2024")] == [1100, 1176]


def test_csv_is_as_the_real_systems_write_it(other):
    content = (other[0] / "raw" / "2024H2" / "sprogvurdering.csv").read_bytes()
    assert content.startswith("\ufeffCPR-nummer;Navn;Adresse;Postnr.;By;Vurderingsdato;Alder;Resultat\r\n".encode())
    assert content.count(b"\n") == content.count(b"\r\n")
    line = re.compile(
        r"\d{6}-\d{4};\S+ Demo\S+;[^;]+ \d+[A-Z]?(, [^;]+)?;89\d\d;Randers \S+;\d\d-\d\d-2023;[2-6];\S+ indsats"
    )
    assert all(line.fullmatch(row) for row in content.decode("utf-8-sig").splitlines()[1:])


def test_headings_are_the_first_that_each_source_declares(other):
    written = [source for source in sources().values() if not source.residence_history]  # the demo delivers none
    for source in written:
        # Nobody takes part before the plan begins.
        path = other[0] / "raw" / ("2025H2" if source.lists_participants else "2024H2") / source.usual_file
        wanted = [column.headings[0] for column in source.columns]
        if source.suffix == ".csv":
            assert path.read_text("utf-8-sig").splitlines()[0].split(";") == wanted
        else:
            assert CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[0] == wanted


def test_a_person_keeps_its_number_and_grows_older_from_half_year_to_half_year(other):
    raw = other[0] / "raw"
    first = {row["CPR-nummer"]: row for row in rows(raw / "2024H2" / "ungdomsskole.csv")}
    later = {row["CPR-nummer"]: row for row in rows(raw / "2025H2" / "ungdomsskole.csv")}
    both = first.keys() & later.keys()
    assert len(both) > 0.7 * len(first)
    assert all(int(later[cpr]["Alder"]) == int(first[cpr]["Alder"]) + 1 for cpr in both)
    assert all(later[cpr]["Navn"] == first[cpr]["Navn"] for cpr in both)
    moved = sum(later[cpr]["Adresse"] != first[cpr]["Adresse"] for cpr in both)
    assert 0.02 * len(both) < moved < 0.2 * len(both)


def test_an_age_is_that_of_the_number(other):
    for row in rows(other[0] / "raw" / "2024H2" / "ungdomsskole.csv"):
        born = datetime.strptime(row["CPR-nummer"][:4] + "20" + row["CPR-nummer"][4:6], "%d%m%Y").date()
        had_birthday = (born.month, born.day) <= (9, 1)
        assert int(row["Alder"]) == date(2024, 9, 1).year - born.year - (not had_birthday)


def test_mothers_have_the_benefit_that_the_months_say(other):
    raw = other[0] / "raw"
    months = {
        row["CPR-nummer"]: row["Ydelse"]
        for row in rows(raw / "2025H1" / "beskaeftigelse.csv")
        if row["Måned"] == "2024-12"
    }
    assert all(months[row["CPR-nummer"]] == row["Ydelse"] for row in rows(raw / "2025H1" / "moedre.csv"))


def test_benefits_folded_into_kontanthjaelp_end_with_june_2025(other):
    folded = {"Uddannelseshjælp", "Selvforsørgelses- og hjemrejseydelse", "Overgangsydelse"}
    seen = {(row["Måned"], row["Ydelse"] in folded) for row in rows(other[0] / "raw" / "2025H2" / "beskaeftigelse.csv")}
    assert {month for month, is_folded in seen if is_folded} == {f"2024-{m}" for m in (10, 11, 12)} | {
        f"2025-0{m}" for m in range(1, 7)
    }


@pytest.mark.slow
def test_nothing_snaps_back_after_the_baseline(other):
    """What a person had at the end of the baseline it mostly has a month later."""
    first = {
        row["CPR-nummer"]: row["Ydelse"]
        for row in rows(other[0] / "raw" / "2024H2" / "beskaeftigelse.csv")
        if row["Måned"] == "2024-09"
    }
    later = {
        row["CPR-nummer"]: row["Ydelse"]
        for row in rows(other[0] / "raw" / "2025H1" / "beskaeftigelse.csv")
        if row["Måned"] == "2024-10"
    }
    both = first.keys() & later.keys()
    assert sum(first[cpr] == later[cpr] for cpr in both) > 0.95 * len(both)

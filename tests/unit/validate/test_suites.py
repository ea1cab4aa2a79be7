"""Strict loading, and proof that the rules in the files are the rules evaluated."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from hpanalysis import validate
from hpanalysis.definitions import catalogue
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.tables import CHECKS, Severity
from hpanalysis.validate import engine
from hpanalysis.validate.engine import convert_to_numbers
from hpanalysis.validate.rules import read_suites
from hpanalysis.validate.suites import find_latest_span, list_parameters

EXPECTATIONS = Path(__file__).parents[3] / "expectations"


@pytest.fixture
def folder(tmp_path) -> Path:
    return shutil.copytree(EXPECTATIONS, tmp_path / "expectations")


def edit(folder: Path, change: Callable[[dict], object]) -> None:
    """Change valgdata.json."""
    path = folder / "valgdata.json"
    suite = json.loads(path.read_text(encoding="utf-8"))
    change(suite)
    path.write_text(json.dumps(suite), encoding="utf-8")


def refused(folder: Path) -> str:
    with pytest.raises(Stop) as stopped:
        validate.Suites(folder)
    return str(stopped.value)


def rule(suite: dict) -> dict:
    return suite["expectations"][0]


def test_the_projects_own_suites_cover_every_source_and_the_measured_table(suites):
    found = {path.stem for path in EXPECTATIONS.glob("*.json")}
    assert found == {*catalogue.sources(), validate.MEASURED_SUITE, validate.ACROSS_SUITE}
    assert all(len(suites[name].rules) >= 5 for name in found)


def test_every_rule_has_danish_texts_with_a_full_stop_and_an_owner_without_one(suites):
    for name in (*catalogue.sources(), validate.MEASURED_SUITE, validate.ACROSS_SUITE):
        for each in suites[name].rules:
            assert each.description.endswith(".") and each.reason.endswith(".") and not each.owner.endswith(".")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"name": "valgdata", "name": "valgdata"}'])
def test_a_torn_or_empty_file_is_refused(folder, text):
    (folder / "valgdata.json").write_text(text, encoding="utf-8")
    assert refused(folder).startswith("»valgdata.json« i mappen expectations: Filen ")


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        (lambda s: s.update(expectations=[]), "Filen har ingen kontrolregler."),
        (lambda s: s.update(name="andet"), "Filen har ikke den rigtige form."),
        (lambda s: s.update(ekstra=1), "Filen har ikke den rigtige form."),
        (
            lambda s: rule(s).update(type="expect_nothing_of_the_kind"),
            "Reglen valg-01 er af en slags, der ikke findes.",
        ),
        (lambda s: rule(s)["kwargs"].update(kolonne="x"), "Reglen valg-01 har en indstilling, der ikke findes"),
        (lambda s: s["expectations"][1]["kwargs"].clear(), "Reglen valg-02 har en indstilling, der ikke findes"),
        (lambda s: rule(s).update(severity="alvorlig"), "Reglen valg-01 har en ukendt alvor."),
        (lambda s: rule(s).pop("severity"), "En kontrolregel har ikke den rigtige form."),
        (lambda s: rule(s)["meta"].pop("ejer"), "En kontrolregel har ikke den rigtige form."),
        (lambda s: rule(s)["meta"].update(begrundelse=" "), "En kontrolregel har ikke den rigtige form."),
        (lambda s: rule(s)["meta"].update(rule="valg-02"), "Reglen valg-02 står to gange."),
        (lambda s: rule(s)["meta"].update(rule="sprog-01"), "Reglen sprog-01 står to gange."),
    ],
)
def test_a_rule_that_would_be_dropped_or_overlooked_is_refused(folder, change, wrong):
    edit(folder, change)
    assert f"»valgdata.json« i mappen expectations: {wrong}" in refused(folder)


def test_a_source_without_a_suite_is_refused(folder):
    (folder / "valgdata.json").unlink()
    assert refused(folder).startswith("»valgdata.json« i mappen expectations: Filen mangler.")


def test_a_suite_without_a_source_is_refused(folder):
    (folder / "andet.json").write_text("{}", encoding="utf-8")
    assert refused(folder).startswith("»andet.json« i mappen expectations: Filen hører ikke til nogen kilde.")


def elections(**changes: object) -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "area_id": ["alle-7", "randers"],
            "indicator_id": ["stemt_kommunalvalg"] * 2,
            "periode": pd.Series(["2021-11-16"] * 2).astype("datetime64[s]").astype(pd.ArrowDtype(pa.date32())),
            "numerator": [50, 500],
            "denominator": [100, 1000],
            "spread": [None, None],
        }
    )
    return frame.assign(**changes)


def test_checks_have_the_tables_columns_and_are_in_order_of_rules(suites):
    checks = suites.validate("valgdata", elections(), HalfYear(2024, 2))
    assert list(checks) == CHECKS.names
    assert checks["rule_id"].tolist() == [f"valg-{n:02d}" for n in range(1, 11)]
    assert set(checks["half_year"]) == {"2024H2"}
    assert set(checks["indicators"]) == {"stemt_folketingsvalg stemt_kommunalvalg"}
    assert checks["held"].all()


def test_the_same_frame_gives_the_same_checks(suites):
    first = suites.validate("valgdata", elections(), HalfYear(2024, 2))
    pd.testing.assert_frame_equal(first, suites.validate("valgdata", elections(), HalfYear(2024, 2)))


def test_a_failed_rule_counts_its_rows(suites):
    checks = suites.validate("valgdata", elections(numerator=[-1, 1001]), HalfYear(2024, 2)).set_index("rule_id")
    assert (checks.loc["valg-05", "rows"], checks.loc["valg-05", "failed"]) == (2, 1)
    assert (checks.loc["valg-07", "rows"], checks.loc["valg-07", "failed"]) == (2, 1)


def test_a_rule_that_cannot_be_evaluated_stops_and_is_no_silent_pass(suites):
    with pytest.raises(Stop, match="valg-05: Kontrolreglen kunne ikke køres"):
        suites.validate("valgdata", elections().drop(columns="numerator"), HalfYear(2024, 2))


def test_a_rule_that_the_engine_loses_stops(suites, folder):
    read = read_suites(EXPECTATIONS, {path.stem for path in EXPECTATIONS.glob("*.json")})
    edit(folder, lambda suite: suite["expectations"].pop())
    fewer = engine.Engine({"valgdata": read_suites(folder, set(read))["valgdata"]}, folder)
    with pytest.raises(Stop, match="En kontrolregel blev ikke kørt"):
        fewer.outcomes(read["valgdata"], engine.convert_to_numbers(elections()), {"cutoff": 20241231})


def test_without_a_window_owed_the_latest_at_the_cutoff_counts():
    assert find_latest_span("moedre", HalfYear(2025, 2)).id == "2024-12"
    assert find_latest_span("valgdata", HalfYear(2025, 2)) is None
    assert list_parameters(HalfYear(2025, 2), find_latest_span("moedre", HalfYear(2025, 2))) == {
        "cutoff": 20251231,
        "whole_year": 20250101,
        "a_year_after": 20261231,
        "two_years_before": 20231231,
        "ten_years_before": 20151231,
        "twenty_years_before": 20051231,
        "start": 20241201,
        "end": 20241231,
        "year": 2024,
        "year_before": 2023,
        "turning_3_or_5": [2021, 2019],
    }


def test_a_rule_that_asks_for_what_no_run_can_give_is_an_error(folder):
    edit(folder, lambda suite: suite["expectations"][3]["kwargs"].update(max_value={"$PARAMETER": "start"}))
    with pytest.raises(LookupError, match="asks for start"):
        validate.Suites(folder).validate("valgdata", elections(), HalfYear(2024, 2))


def test_dates_become_whole_numbers_and_missing_ones_stay_missing():
    days = pd.Series(["2025-07-01", None]).astype("datetime64[s]").astype(pd.ArrowDtype(pa.date32()))
    found = engine.convert_to_numbers(pd.DataFrame({"dag": days}))
    assert found["dag"].tolist() == [20250701.0, pytest.approx(float("nan"), nan_ok=True)]


def test_findings_name_source_rule_and_owner_and_no_small_number(suites):
    checks = suites.validate("valgdata", elections(numerator=[-1, 5]), HalfYear(2024, 2))
    assert validate.describe_critical_rules(checks) == [
        "»Valgdeltagelse«, 2. halvår 2024: Reglen valg-05 er ikke overholdt. Det gælder færre end 5 rækker. "
        "Et antal personer er mindst 0. Ventet: Antallet er ikke negativt. "
        "Gør sådan: Bed om et rettet udtræk. Ret det ikke selv. Spørg: Landsbyggefonden."
    ]
    assert "2.000 rækker" in validate.describe_critical_rules(checks.assign(failed=2000))[0]
    assert "Det gælder 1 række." not in validate.describe_critical_rules(checks, k=3)[0]


def test_a_finding_names_the_protected_file_with_the_rows_if_there_is_one(suites):
    checks = suites.validate("valgdata", elections(numerator=[-1, 5]), HalfYear(2024, 2))
    (said,) = validate.describe_critical_rules(
        checks, places={"valg-05": "data/processed/2024H2/fortroligt/valgdata-valg-05.csv"}
    )
    assert "Gør sådan: Se rækkerne i data/processed/2024H2/fortroligt/valgdata-valg-05.csv. Bed om" in said


def test_a_warning_names_the_figures_it_touches(suites):
    checks = suites.validate("valgdata", elections(numerator=[-1, 5]), HalfYear(2024, 2))
    (said,) = validate.describe_broken_rules(checks.assign(severity="advarsel"), Severity.WARNING)
    assert "Berørte tal: »Stemt ved folketingsvalg« og »Stemt ved kommunalvalg«." in said


def test_the_engines_own_result_carries_no_value_of_the_frame():
    read = read_suites(EXPECTATIONS, {path.stem for path in EXPECTATIONS.glob("*.json")})
    marked = elections(area_id=[None, "hemmelig"], indicator_id=["hemmelig"] * 2, numerator=[-8765432, 8765432])
    valgdata = {"valgdata": read["valgdata"]}
    result = engine.Engine(valgdata, EXPECTATIONS).evaluate(
        read["valgdata"], engine.convert_to_numbers(marked), {"cutoff": 20241231, "twenty_years_before": 20041231}
    )
    assert not result.success
    text = f"{result} {result.to_json_dict()} {result.results}"
    assert "hemmelig" not in text
    assert "8765432" not in text


def test_only_broken_rules_of_the_severity_are_findings(suites):
    checks = suites.validate("valgdata", elections(), HalfYear(2024, 2))
    assert validate.describe_critical_rules(checks) == []
    broken = checks.assign(held=False, severity=Severity.WARNING.value)
    assert validate.describe_critical_rules(broken) == []
    assert len(validate.describe_broken_rules(broken, Severity.WARNING)) == len(broken)


def test_importing_the_room_does_not_import_great_expectations():
    code = "import sys, hpanalysis.validate; sys.exit('great_expectations' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_is_printed_logged_or_warned(suites, capfd, caplog, recwarn):
    suites.validate("valgdata", elections(numerator=[-1, 5]), HalfYear(2024, 2))
    out = capfd.readouterr()
    assert (out.out, out.err, caplog.text, len(recwarn)) == ("", "", "", 0)


def test_a_rule_sees_which_rows_are_of_one_person_and_not_who_it_is():
    rng = np.random.default_rng(1)
    persons = pd.Series(rng.choice(np.array([*"abcdefgh", None], dtype=object), 200), dtype="str")
    frame = pd.DataFrame({"person": persons, "alder": 7}, index=rng.permutation(200))
    for some in (frame, frame.dropna(), frame.iloc[:0]):
        numbered = convert_to_numbers(some)
        assert numbered.index.equals(some.index)
        assert numbered["person"].isna().tolist() == some["person"].isna().tolist()
        assert pd.api.types.is_numeric_dtype(numbered["person"])
        pairs = set(zip(some["person"].dropna(), numbered["person"].dropna(), strict=True))
        assert len(pairs) == some["person"].nunique() == numbered["person"].nunique()

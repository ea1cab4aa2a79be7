"""A new indicator is one new file: the catalogue finds it, and refuses one that declares nothing."""

from pathlib import Path

import pytest

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.indicators import __file__ as package_file

PACKAGE = Path(package_file).parent


@pytest.fixture
def extra(tmp_path, monkeypatch):
    monkeypatch.setenv(catalogue.EXTRA_FOLDER, str(tmp_path))
    catalogue.indicators.cache_clear()
    yield tmp_path
    catalogue.indicators.cache_clear()


def test_the_key_of_an_indicator_is_the_name_of_its_file():
    files = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}
    assert set(catalogue.indicators()) == files


def test_a_file_in_a_further_folder_is_found_beside_the_declared_ones(extra):
    (extra / "proeve.py").write_bytes((PACKAGE / "fraflytning.py").read_bytes())
    found = catalogue.indicators()
    assert found["proeve"].label == found["fraflytning"].label
    assert list(found) == sorted(found)


def test_a_file_that_declares_no_indicator_is_refused_by_name(extra):
    (extra / "tom.py").write_text("NOTHING = 1\n", encoding="utf-8")
    with pytest.raises(catalogue.BadDefinition, match=r"tom\.py declares no INDICATOR"):
        catalogue.indicators()


def test_sources_know_the_indicators_made_from_them():
    source = catalogue.sources()["beskaeftigelse"]
    assert catalogue.list_indicators_of(source) == ["kontanthjaelp", "kontanthjaelp_laenge", "uden_for_arbejdsmarkedet"]

"""What the demo's modules may not do: fit an extract to the plan's answers, or give an area away."""

import ast
from pathlib import Path

import pytest

import hpanalysis.demo
from hpanalysis.definitions.catalogue import sources
from hpanalysis.definitions.model import Place

MODULES = sorted(Path(hpanalysis.demo.__file__).parent.rglob("*.py"))
READS_PRINTED = {"printed", "printed_for", "baselines"}


def calibrates(path: Path) -> bool:
    return path.stem.endswith("_counts") or path.stem == "calibration_report"


def attributes(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_only_calibration_reads_the_printed_baselines(path):
    if not calibrates(path):
        assert not attributes(path) & READS_PRINTED


def test_calibration_does_read_them():
    assert any(attributes(path) & READS_PRINTED for path in MODULES if calibrates(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_module_opens_baselines_by_itself(path):
    texts = [n.value for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Constant)]
    docstrings = {
        ast.get_docstring(n, clean=False)
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    named = [text for text in texts if isinstance(text, str) and text not in docstrings]
    assert not any("baselines.csv" in text for text in named)


def test_no_extract_has_a_column_for_the_area_but_lbfs_tables():
    for source in sources().values():
        headings = {heading for column in source.columns for heading in column.headings}
        assert ("Område" in headings) == (source.place is Place.AREA)

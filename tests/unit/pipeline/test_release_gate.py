"""What the release gate says when it stops: cells and files by id, a few of many, and never a value."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from audit_folders import Publication, definitions, indicator
from hpanalysis import plan as plans
from hpanalysis import publications
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.disclose import PROTECTS_ANOTHER
from hpanalysis.errors import Stop
from hpanalysis.pipeline.publication import release_gate
from hpanalysis.published.names import CERTIFICATE_JSON

HALF = HalfYear.parse("2026H1")
PLAN = Path(__file__).resolve().parents[3] / "params" / "plan"
RULES = pd.DataFrame({"rule": ["lille antal", None, PROTECTS_ANOTHER]})


def made(tmp_path):
    """A publication in as much of a workspace as the gate asks for: the stored pattern, the publications, the plan."""
    folders = {"reports": tmp_path / "reports", "processed": tmp_path}
    workspace = SimpleNamespace(**folders, table=lambda name, half: RULES, plan=plans.read(PLAN))
    return publications.Publication(workspace, HALF)


def staged(tmp_path, areas, hidden):
    """A publication of many areas, each with 3 of 40, and their total."""
    made(tmp_path).internal.mkdir()
    names = [f"o{number}" for number in range(areas)]
    counts = {("a", "2025", name): (3, 40) for name in names} | {("a", "2025", "alle"): (3 * areas, 40 * areas)}
    told = definitions({"a": indicator()}, " ".join(names), municipality=None)
    publication = Publication(told, counts).hiding(*(f"a/2025/{name}" for name in names[:hidden]))
    return publication.write(tmp_path / "forladt").rename(made(tmp_path).output)


def test_a_certificate_that_holds_is_written_and_lets_the_run_pass(tmp_path):
    folder = staged(tmp_path, 30, 30)
    release_gate.certify(made(tmp_path), set())
    told = (folder / CERTIFICATE_JSON).read_text(encoding="utf-8")
    assert '"holder": "ja"' in told
    assert '"diskretionerede_efter_hovedreglen": 1' in told
    assert '"diskretionerede_for_at_beskytte_andre": 1' in told


def test_the_cells_that_fail_are_named_the_first_twenty_of_them(tmp_path):
    folder = staged(tmp_path, 30, 5)
    with pytest.raises(Stop, match="kan ikke give en attest") as stopped:
        release_gate.certify(made(tmp_path), set())
    said = str(stopped.value)
    assert "- a/2025/o10: et lille antal er vist (2026H1/indicators.csv)" in said
    assert said.count("et lille antal er vist") == 20
    assert "- 5 mere i data/processed/2026H1/staged/kontrolattest.json" in said
    assert '"holder": "nej"' in (folder / CERTIFICATE_JSON).read_text(encoding="utf-8")


def test_a_leak_is_named_by_file_and_kind(tmp_path):
    folder = staged(tmp_path, 30, 30)
    release_gate.stop_if_leaking(made(tmp_path))
    (folder / "noter.txt").write_text("Sagen 010203-1234", encoding="utf-8")
    with pytest.raises(Stop, match=r"noter\.txt: et CPR-nummer") as stopped:
        release_gate.stop_if_leaking(made(tmp_path))
    assert "010203" not in str(stopped.value)

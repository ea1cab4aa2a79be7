"""What the release gate says when it stops: cells and files by id, a few of many, and never a value."""

from pathlib import Path
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest

import shared_plans
from audit_folders import Publication, definitions, indicator
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
    workspace = SimpleNamespace(**folders, table=lambda name, half: RULES, plan=shared_plans.read(PLAN))
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
    release_gate.certify(made(tmp_path), {})
    told = (folder / CERTIFICATE_JSON).read_text(encoding="utf-8")
    assert '"holder": "ja"' in told
    assert '"diskretionerede_efter_hovedreglen": 1' in told
    assert '"diskretionerede_for_at_beskytte_andre": 1' in told


def test_the_cells_that_fail_are_named_the_first_twenty_of_them(tmp_path):
    folder = staged(tmp_path, 30, 5)
    with pytest.raises(Stop, match="kan ikke give en attest") as stopped:
        release_gate.certify(made(tmp_path), {})
    said = str(stopped.value)
    assert "- a/2025/o10: et lille antal er vist (2026H1/indicators.csv, kolonnerne numerator, denominator)" in said
    assert said.count("et lille antal er vist") == 20
    assert "- 5 mere i data/processed/2026H1/staged/kontrolattest.json" in said
    assert '"holder": "nej"' in (folder / CERTIFICATE_JSON).read_text(encoding="utf-8")


class Known:
    """Knows one person, and no digest and no pseudonym."""

    def knows_number(self, number):
        return number == "0102031234"

    def knows_digest(self, digest):
        return False

    knows_pseudonym = knows_digest


def test_a_leak_is_named_by_file_and_kind(tmp_path):
    folder = staged(tmp_path, 30, 30)
    release_gate.stop_if_leaking(made(tmp_path), None)
    (folder / "noter.txt").write_text("Sagen 010203-1234", encoding="utf-8")
    with pytest.raises(Stop, match=r"noter\.txt: et CPR-nummer") as stopped:
        release_gate.stop_if_leaking(made(tmp_path), None)
    assert "010203" not in str(stopped.value)


def test_what_may_be_a_number_is_a_leak_if_it_is_a_persons(tmp_path):
    folder = staged(tmp_path, 30, 30)
    (folder / "noter.txt").write_text("Ring 102031235, og tag 1506344006.0 med", encoding="utf-8")
    release_gate.stop_if_leaking(made(tmp_path), Known())
    (folder / "noter.txt").write_text("Ring 102031234", encoding="utf-8")
    with pytest.raises(Stop, match=r"noter\.txt: et CPR-nummer") as stopped:
        release_gate.stop_if_leaking(made(tmp_path), Known())
    assert "102031234" not in str(stopped.value)


def test_what_a_cell_printed_or_warned_of_is_searched_though_no_page_shows_it(tmp_path):
    staged(tmp_path, 30, 30)
    publication = made(tmp_path)
    publication.executed.mkdir(parents=True)
    warning = nbformat.v4.new_output("stream", name="stderr", text="UserWarning: 010203-1234 mangler")
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[warning])])
    nbformat.write(book, publication.executed / "oversigt.ipynb")
    with pytest.raises(Stop, match=r"- notebooks/oversigt\.ipynb: et CPR-nummer") as stopped:
        release_gate.stop_if_leaking(publication, None)
    assert "notesbøgerne ligger i data/processed/2026H1" in str(stopped.value)

"""Files are whole, and what a stopped process had not written whole is taken away."""

import os

import pandas as pd
import pyarrow.parquet as pq

from hpanalysis.pipeline.extracts import confidential_files
from hpanalysis.pipeline.storage import files


def _stopped(*args, **kwargs):
    raise OSError("stoppet")


def test_what_was_not_written_whole_is_taken_away_and_all_else_stands(tmp_path, monkeypatch):
    files.write_text("hel", tmp_path / "2026H1" / "indicators.csv")
    for name in (".laas", ".gitkeep", "tabel.2026"):
        (tmp_path / name).write_text("hel", encoding="utf-8")
    whole = sorted(tmp_path.rglob("*"))
    with monkeypatch.context() as stopping:
        stopping.setattr("pathlib.Path.replace", _stopped)
        for write, name in ((files.write_text, "halv.csv"), (confidential_files.write_for_owner, "halv")):
            try:
                write("en persons", tmp_path / "2026H1" / "fortroligt" / name)
            except OSError:
                continue
    unfinished = list((tmp_path / "2026H1" / "fortroligt").iterdir())
    assert {path.name for path in unfinished} == {f".halv.csv.{os.getpid()}", f".halv.{os.getpid()}"}
    files.remove_unfinished(tmp_path)
    assert sorted(path for path in tmp_path.rglob("*") if path.name != "fortroligt") == whole


def test_a_folder_that_is_not_there_holds_nothing_unfinished(tmp_path):
    files.remove_unfinished(tmp_path / "ingen")
    assert list(tmp_path.iterdir()) == []


def test_a_table_of_many_persons_is_written_with_each_of_them_once(tmp_path):
    persons = [f"{number:032x}" for number in range(40_000)]
    table = pd.DataFrame({"person": pd.Series([*persons, None, *persons, *persons], dtype="str")})
    files.write_parquet(table, tmp_path / "frame.parquet")
    written = pq.ParquetFile(tmp_path / "frame.parquet").metadata.row_group(0).column(0)
    assert written.total_uncompressed_size < 2 * 36 * 40_000
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "frame.parquet"), table)


def _lay_folder(path):
    path.mkdir(parents=True)
    (path / "mit.txt").write_text("mit eget", encoding="utf-8")


def test_of_a_folder_that_is_made_anew_somebodys_own_is_laid_beside_it_under_a_free_name(tmp_path):
    made = tmp_path / "staged"
    files.write_text("side", made / "oversigt.html")
    _lay_folder(made / "index.html")
    _lay_folder(tmp_path / "index.html.mappe1")
    files.remove_made_folder(made)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == {
        "index.html.mappe1/mit.txt",
        "index.html.mappe2/mit.txt",
    }
    assert not made.exists()


def test_the_copies_that_a_program_keeps_of_failed_notebooks_go_with_them(tmp_path):
    """They may show a person's data."""
    made = tmp_path / "fortroligt" / "failed"
    _lay_folder(made / ".ipynb_checkpoints")
    files.remove_made_folder(made)
    assert list(tmp_path.rglob("*")) == [tmp_path / "fortroligt"]


def test_a_folder_that_was_never_made_is_removed_without_a_word(tmp_path):
    files.remove_made_folder(tmp_path / "ingen")
    assert list(tmp_path.iterdir()) == []

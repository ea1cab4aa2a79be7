"""The part of the program that decides what an extract's frame and its checks become.

A frame is made again when this part changes, or the definition of an indicator that is computed from it, and not when a
page, a style or another definition does. That no other code has a hand in it is held by
tests/pipeline/test_frame_code.py, which watches what runs while extracts are loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hpanalysis.definitions import catalogue
from hpanalysis.definitions.model import Source
from hpanalysis.pipeline.storage import digests

# Rooms and modules, as they begin in the package's folder.
ROOMS = (
    "by_hand/",
    "cpr/",
    "csv_records.py",
    "danish.py",
    "deadlines.py",
    "definitions/",
    "edition.py",
    "errors.py",
    "frame_files.py",
    "law/",
    "load/",
    "params.py",
    "pipeline/extracts/",
    "pipeline/storage/",
    "plan/",
    "project_folders.py",
    "published/",
    "published_csv.py",
    "sealed_json.py",
    "tables/",
    "text_encoding.py",
    "validate/",
    "workspace.py",
)
INDICATORS = "definitions/indicators/"
# What a figure counts, and of whom, is asked of the frames that are there; a source's own indicators come beside.
WITHOUT = (INDICATORS, "definitions/target_groups/")


def is_frame_code(name: str) -> bool:
    """Whether a file of the program has a hand in frames. name: its path in the package's folder. Called for each file
    of the program once a run."""
    return name.startswith(ROOMS) and not name.startswith(WITHOUT)


def _list_definitions(source: Source, program: Mapping[str, str], trial: Mapping[str, str]) -> Iterator[str]:
    """Key and sha256 of each indicator that is computed from a source: its rules know the columns and the windows that
    these need. Called for each source. program, trial: as `digest_frame_code`."""
    for key in catalogue.list_indicators_of(source):
        yield from (key, trial.get(f"{key}.py") or program.get(f"{INDICATORS}{key}.py", ""))


def digest_frame_code(program: Mapping[str, str], trial: Mapping[str, str]) -> dict[str, str]:
    """Source -> the digest of the code that decides its frames. Called as a run or `hpanalysis check` looks at its
    inputs. program: path in the package's folder -> sha256 of each file; trial: name -> sha256 of the definitions and
    reports that are tried out."""
    own = [part for name, sha256 in program.items() if is_frame_code(name) for part in (name, sha256)]
    return {
        name: digests.digest_texts([*own, *_list_definitions(source, program, trial)])
        for name, source in catalogue.sources().items()
    }

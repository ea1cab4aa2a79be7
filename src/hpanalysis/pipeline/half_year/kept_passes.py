"""What the gates of earlier runs have passed: tokens, a line each, in `passed-checks.txt` beside each half-year's
tables. A run reads those of all half-years, because it audits them all, and writes its own."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator

from hpanalysis import load
from hpanalysis.cpr import Persons
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.passed_checks import PassedChecks
from hpanalysis.pipeline.publication import manifest
from hpanalysis.pipeline.storage import digests
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.publications import Publication
from hpanalysis.workspace import Workspace

_FILE = "passed-checks.txt"


def _list_kept(workspace: Workspace) -> Iterator[str]:
    """Yield the tokens that the runs of all half-years have kept. Called once a run; a file that is not there or cannot
    be read has none, and what it told of is examined again."""
    for path in workspace.processed.glob(f"*/{_FILE}"):
        try:
            yield from path.read_text(encoding="ascii").splitlines()
        except (OSError, ValueError):
            continue


def read_passes(publication: Publication[HalfYear], key: load.Key) -> PassedChecks:
    """What the gates have passed in earlier runs by this program, with these packages and this very Python: what it
    finds in a page's HTML or in an archive is another with another patch of Python. Called once a run, before its
    gates. key: the tokens are made with a key derived from it."""
    workspace = publication.workspace
    program = (digests.digest_code(), manifest.describe_environment(workspace), sys.version)
    return PassedChecks(key.derive_key("passed checks"), _list_kept(workspace), program)


def write_passes(publication: Publication[HalfYear], passed: PassedChecks) -> None:
    """Keep what the gates have passed in this run, for the next one. Called when all gates are passed."""
    write_text("".join(f"{token}\n" for token in passed.list_tokens()), publication.internal / _FILE)


def digest_persons(workspace: Workspace, persons: Persons | None) -> str:
    """One digest of all that the search for leaks holds texts against: the persons of the extracts, and the plan's own
    streets, which are nobody's address. Called before what is to be published is searched."""
    stores = () if persons is None else persons.stores
    own = [hashlib.sha256(store).hexdigest() for store in stores]
    return digests.digest_texts([*own, digests.digest_folder(workspace.plan_folder, "*")])

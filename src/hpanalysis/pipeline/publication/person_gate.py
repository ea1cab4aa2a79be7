"""What is searched for data on persons before a publication is let out: every staged file, and every executed notebook,
which is not published with the pages but goes into the package, with all that its cells printed or warned of."""

from __future__ import annotations

from hpanalysis import leaks
from hpanalysis.cpr import Known
from hpanalysis.leaks import Leak
from hpanalysis.passed_checks import EXAMINE_ALL, PassedChecks
from hpanalysis.publications import Period, Publication


def find_leaks(
    publication: Publication[Period], persons: Known | None, passed: PassedChecks = EXAMINE_ALL
) -> list[Leak]:
    """What may not be published of a half-year or an accounting year that is made; empty where it may go out. Called
    last before it is published. An executed notebook is named after its folder in data/processed, such as
    `notebooks/oversigt.ipynb`. persons: those of the extracts, whom what may be a CPR number is held against. passed:
    the files that an earlier run searched and found clean."""
    return leaks.scan_files(read_files(publication), publication.workspace.plan, persons, passed)


def read_files(publication: Publication[Period]) -> dict[str, bytes]:
    """All that is searched, by name: the staged files and the executed notebooks as they lie there now. Called for the
    gate, and before it for the search beside the auditor."""
    files = leaks.read_folder(publication.output)
    return files | leaks.read_folder(publication.executed, f"{publication.executed.name}/", "*.ipynb")


def say_where(publication: Publication[Period]) -> str:
    """Where the analyst finds the place of a leak, in Danish: the folders of the staged files and of the notebooks.
    Called for the message that stops a publication."""
    folder = f"data/processed/{publication.name}"
    return f"Find stedet i {folder}/{publication.output.name} (notesbøgerne ligger i {folder}), ret det, og kør igen."

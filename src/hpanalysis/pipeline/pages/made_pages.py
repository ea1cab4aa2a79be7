"""The pages of the run before, reused where they would be made the same: `pages-<edition>.json` tells what each was
made of and which files it left.

A page is made of the same things as the whole publication, but of one notebook alone, and of those of the analyst's
comments that it asked for. It is reused where these are the same and each of its files has the bytes that it was
written with; whatever cannot be told, as a record that is not whole, is made again.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.pages.plan_of_pages import Page
from hpanalysis.pipeline.storage import digests, table_digests
from hpanalysis.pipeline.storage.files import remove_made_folder, write_text
from hpanalysis.publications import Period, Publication
from hpanalysis.published.names import CHARTS_FOLDER
from hpanalysis.report.asked import AskedComment
from hpanalysis.sealed_json import DamagedRecord, format_sealed, read_sealed

# Where the files of reused pages lie while the folders of pages and notebooks are emptied.
_ASIDE = "genbrugt"


@dataclass(frozen=True)
class PageBasis:
    """What decides the pages of a run beside their notebooks. Made where a half-year's inputs are read, and completed
    when its tables lie there."""

    digest: str  # of all but notebooks and comments; of tables and frames only once it is complete
    digest_comments: Callable[[Iterable[AskedComment]], str]  # of those comments, as they are now

    def complete(self, publication: Publication[Period]) -> PageBasis:
        """The same with the tables and frames that a page may read, as they lie there. Called once a run, before its
        pages are made; it reads them all."""
        workspace, period = publication.workspace, publication.period
        assert isinstance(period, HalfYear)  # an accounting year's pages are made in each run
        own = digests.digest_files(publication.internal.glob("*.parquet"), publication.internal)
        frames = table_digests.digest_frames(workspace, period)
        read = [self.digest, frames, *(part for item in own.items() for part in item)]
        return replace(self, digest=digests.digest_texts(read))


@dataclass(frozen=True)
class MadePage:
    """A page that a run has made. Made in the worker's process, kept in the record."""

    name: str
    files: dict[str, str]  # path in the publication's internal folder -> sha256
    comments: list[AskedComment]  # that it asked for
    made_of: str = ""  # as `_digest_basis`; the worker does not know it


def _digest_basis(page: Page, basis: PageBasis, comments: Iterable[AskedComment]) -> str:
    """One digest of all that decides a page. Called for each page that was made, and for each that may be reused.
    comments: that it asked for."""
    assert page.notebook is not None  # the others tell of other pages, and are made in each run
    return digests.digest_texts(
        [
            basis.digest,
            page.name,
            json.dumps(page.parameters, sort_keys=True),
            digests.digest_file(page.notebook),
            basis.digest_comments(comments),
        ]
    )


def _name_record(publication: Publication[Period]) -> Path:
    """The path of the record of a publication's pages. Called when it is read and when it is written."""
    return publication.internal / f"pages-{publication.edition.value}.json"


def _name_owner(publication: Publication[Period]) -> str:
    """What the record says that it is of. Called as `_name_record`."""
    return f"{publication.name}/pages-{publication.edition.value}"


def _read_record(publication: Publication[Period]) -> dict[str, MadePage]:
    """Page name -> what the run before made of it; empty where nothing whole is told. Called once a run."""
    with contextlib.suppress(DamagedRecord, TypeError, KeyError):
        told = read_sealed(_name_record(publication), _name_owner(publication), ("pages",))
        pages = told["pages"] if told else []
        return {
            page["name"]: MadePage(**page | {"comments": [(one, area) for one, area in page["comments"]]})
            for page in pages
        }
    return {}


def find_reusable(publication: Publication[Period], pages: Sequence[Page], basis: PageBasis) -> list[MadePage]:
    """Those of the pages that the run before made of the same things, and whose files lie whole. Called in a run before
    its pages are made."""
    made = _read_record(publication)
    return [
        told
        for page in pages
        if page.notebook is not None
        and (told := made.get(page.name)) is not None
        and told.made_of == _digest_basis(page, basis, told.comments)
        and all(digests.is_file_as_told(publication.internal / name, sha256) for name, sha256 in told.files.items())
    ]


@contextmanager
def _put_aside(publication: Publication[Period], reused: Sequence[MadePage]) -> Iterator[None]:
    """Move the files of reused pages aside as long as the `with` block runs, and back into their places then. Called
    while the folders of a run's pages are emptied. A run that is stopped between leaves them aside: then their pages
    are made again."""
    aside = publication.internal / _ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    names = [name for page in reused for name in page.files]
    for name in names:
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        (publication.internal / name).replace(aside / name)
    yield
    for name in names:
        (publication.internal / name).parent.mkdir(parents=True, exist_ok=True)
        (aside / name).replace(publication.internal / name)
    shutil.rmtree(aside, ignore_errors=True)


def empty_folders(publication: Publication[Period], reused: Sequence[MadePage]) -> None:
    """Remove what earlier runs left in the folders of pages and of notebooks, failed ones among them, but the files of
    reused pages; somebody's own folder there is laid aside. Called in a run before its pages are made."""
    with _put_aside(publication, reused):
        # The last is where failed notebooks lay before they were put in the protected folder.
        for folder in (publication.output, publication.executed, publication.failed, publication.internal / "failed"):
            # Pages alone have charts beside them; such a folder among notebooks is somebody's.
            remove_made_folder(folder, made=(CHARTS_FOLDER,) if folder == publication.output else ())


def write_record(
    publication: Publication[Period], pages: Iterable[Page], made: Iterable[MadePage], basis: PageBasis
) -> None:
    """Write down what the pages of a run were made of. Called when the pages are made, or when some have failed: the
    others need not be made again when those are put right."""
    told = {page.name: page for page in made}
    written = [
        asdict(one) | {"made_of": _digest_basis(page, basis, one.comments)}
        for page in pages
        if page.notebook is not None and (one := told.get(page.name)) is not None
    ]
    write_text(format_sealed({"pages": written}, _name_owner(publication)), _name_record(publication))

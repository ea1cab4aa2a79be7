"""A published folder as the auditor reads it: each of its files when a check first asks for it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from hpanalysis.audit import reach_history
from hpanalysis.audit.examination import Groups
from hpanalysis.errors import Stop
from hpanalysis.published import columns
from hpanalysis.published.breakdowns import read_groups
from hpanalysis.published.definitions import Definitions, read_definitions
from hpanalysis.published.figures import Figure, Key, Month, read_figures, read_months
from hpanalysis.published.names import CERTIFICATE_JSON, DEFINITIONS_JSON, FIGURES_CSV, MANIFEST_JSON
from hpanalysis.published.reach.declared import add_reach
from hpanalysis.published.relations import Family, group_into_families


@dataclass(frozen=True)
class Folder:
    """A half-year's published folder, each file read when it is first asked for. Made by `audit` for every publication
    under reports/, and for the one about to be published."""

    half_year: str
    path: Path
    newest: Path  # the folder whose definitions hold for a publication that was made before there were any
    known_groups: Groups = field(default_factory=dict)  # told by other publications, of figures that are the same here
    known_reach: reach_history.KnownReach = reach_history.NOTHING  # told by other publications

    @cached_property
    def definitions(self) -> Definitions:
        """The folder's definitioner.json, or the newest folder's where it has none. `Stop` if a row of indicators.csv
        has an indicator or a window that they do not know. Read when the folder's rows are checked, and when it is
        examined what its hidden counts and its corrections give away."""
        # A publication from before there was a definitions file is read by the newest one's: it knows the same
        # indicators.
        found_in = self.path if (self.path / DEFINITIONS_JSON).is_file() else self.newest
        definitions = read_definitions(found_in)
        if unknown := [key for key in self._figures if not _is_declared(key, definitions)]:
            raise Stop(
                f"{len(unknown)} rækker har en indikator eller en periode, som definitionerne ikke nævner.",
                place=f"»{self.half_year}/{DEFINITIONS_JSON}«",
                do="Kør halvåret igen, så filerne bliver udgivet på ny.",
            )
        return definitions

    @cached_property
    def _figures(self) -> dict[Key, Figure]:
        """Every row of the published half-year's indicators.csv, by key. Read for the parts below."""
        return read_figures(self.path)

    @cached_property
    def rows(self) -> dict[Key, Figure]:
        """The rows of the published half-year's indicators.csv, by (indicator, window, area). Read by nearly every
        check of the audit, which looks for numbers that contradict each other or give away a hidden count. A row that
        lacks a count is left out, because no check could compute with it: it is a failure of its own."""
        return {key: row for key, row in self._figures.items() if key not in self.without_counts}

    @cached_property
    def without_counts(self) -> set[Key]:
        """The keys of the shown rows of indicators.csv that lack the denominator that their figure is made of; none in
        what a run writes. Read when the rows are chosen that can be computed with, and for a failure each."""
        declared = self.definitions.indicators
        return {key for key, row in self._figures.items() if columns.lacks_counts(row, declared[key[0]])}

    @cached_property
    def months(self) -> list[Month]:
        """The published folder's figures of single months: the rows of maanedstal.csv with a value that are shares or
        rates; empty without the file. Read when the folder's hidden counts are examined, because months bound the
        counts of their windows."""
        return read_months(self.path)

    @cached_property
    def groups(self) -> Groups:
        """The rows of the folder's opdelinger.csv, by key; empty without the file. Read when they are checked, and when
        it is examined what they give away."""
        return read_groups(self.path)

    @property
    def all_groups(self) -> Groups:
        """The folder's groups and those that readers know besides. Read when hidden counts are examined."""
        return {**self.known_groups, **self.groups}

    @cached_property
    def own_reach(self) -> reach_history.KnownReach:
        """What the folder's deltagere.csv tells; nothing without the file. Read when it is checked, and when later
        publications are examined."""
        return reach_history.read_reach(self.path, self.definitions)

    @cached_property
    def reach(self) -> reach_history.KnownReach:
        """What the folder's deltagere.csv tells, and what readers know of reach besides. Read when the folder's counts
        are related."""
        return reach_history.join([self.known_reach, self.own_reach])

    @cached_property
    def related(self) -> Definitions:
        """The definitions with the series of reach among the indicators. Read when the folder's counts are related and
        examined."""
        return add_reach(self.definitions, self.reach.declared)

    @cached_property
    def families(self) -> list[Family]:
        """The folder's figures, and the counts of its reach, in groups of indicators over one denominator. A group is
        examined together, because a hidden count of one indicator may follow from another's. Read by `_examine_folder`,
        and when two publications are compared (`_find_families_not_repeated`)."""
        return group_into_families(self.related, self.rows | self.reach.figures)

    @cached_property
    def files(self) -> list[Path]:
        """Every file of the published folder but the certificate, because the certificate is written when all the
        others are read. Read for the folder's pages, for the digests in the certificate, and to find files that the
        audit does not read."""
        paths = sorted(path for path in self.path.rglob("*") if path.is_file())
        return [path for path in paths if path.relative_to(self.path).as_posix() != CERTIFICATE_JSON]

    @cached_property
    def pages(self) -> list[Path]:
        """The HTML files of the published folder. Read when the numbers on its pages are checked, and when files of a
        kind that the audit does not read are looked for."""
        return [path for path in self.files if path.suffix == ".html"]

    @cached_property
    def digests(self) -> dict[str, str]:
        """Path within the folder -> sha256 of each of its `files`. Read for the digests in the certificate, and to see
        what an earlier audit has examined."""
        return {
            path.relative_to(self.path).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in self.files
        }

    def digest_definitions(self) -> str:
        """The sha256 of the definitions that hold for the folder (`definitions`). Called when it is told what its pages
        are held against."""
        found_in = self.path if DEFINITIONS_JSON in self.digests else self.newest
        return hashlib.sha256((found_in / DEFINITIONS_JSON).read_bytes()).hexdigest()

    def list_digests_to_certify(self) -> dict[str, str]:
        """`digests` without the manifest, which is written later and names the certificate. Called by `audit` for every
        folder, when the certificate is made."""
        # The manifest holds the certificate's digest; if the certificate held the manifest's too, neither could be
        # written.
        return {name: sha256 for name, sha256 in self.digests.items() if name != MANIFEST_JSON}


def _is_declared(key: Key, definitions: Definitions) -> bool:
    """Whether a folder's definitioner.json (`definitions`) knows a row's indicator and its window. Called when the
    folder is audited, for each row of indicators.csv, because a row that it does not know stops the audit. key: the
    row's indicator, window and area."""
    return key[0] in definitions.indicators and definitions.find_series(*key[:2]) is not None


def list_published_folders(reports: Path) -> dict[str, Path]:
    """Half-year -> its folder, of every publication under `reports` (a folder with an indicators.csv), oldest first.
    Called by tests and by benchmarks/audit.py; a run lists its folders itself (`pipeline.publication.release_gate`)."""
    # reports/ holds accounting years and PDFs too; only half-years begin with their year and have figures.
    return {path.parent.name: path.parent for path in sorted(reports.glob(f"20*/{FIGURES_CSV}"))}

"""A package as a file: a zip with one folder, in which the bag lies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from hpanalysis import verify
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.evidence import bag, signing, zipped
from hpanalysis.pipeline.storage.files import write_bytes

Files = dict[str, bytes]
_NAMED = 20  # so many of the problems are named on the screen


@dataclass(frozen=True)
class Package:
    """A package in memory: the files of its bag (BagIt), by name. Made by `packing` from a half-year, or read from a
    zip by `read_package`; signed and written by `packing`."""

    name: str  # of its one folder
    files: Files  # the bag's, by their names in it

    @property
    def digest(self) -> str:
        """The digest of the package as a whole: the SHA-512 of its list of digests. Read for the next package, which
        names it, and for the user, who puts it in the board's minutes."""
        return bag.compute_digest(self.files)

    @property
    def half_year(self) -> HalfYear:
        """The half-year that the package documents, as its bag-info.txt says. Read when the next package is made, to
        see that this one is of an earlier half-year and to find the publication log in it."""
        return HalfYear.parse(bag.read_info(self.files)["Half-Year"])

    def signature_key(self, role: str) -> bytes | None:
        """The public key that signed the package in a role; None if nobody did. Called when a package is signed,
        approved or described. role: `signing.PREPARED` or `signing.APPROVED`."""
        line = self.files.get(f"{bag.SIGNATURES}{role}.pub")
        return None if line is None else signing.parse_public_line(line)

    def signed(self, role: str, key: Path) -> Package:
        """The package with the signature of a role added; `WrongUse` for a key that has signed in the other role,
        `Stop` where `signing.sign` cannot sign. Called by `hpanalysis package --sign` and `hpanalysis approve`. role:
        `signing.PREPARED` or `signing.APPROVED`. key: the file of the private SSH key."""
        signature = signing.sign(self.files[bag.TAG_MANIFEST], key, role)
        others = [other for other in (signing.PREPARED, signing.APPROVED) if other != role]
        if signature.key in [self.signature_key(other) for other in others]:
            raise WrongUse(
                "Pakken er allerede underskrevet med den samme nøgle i den anden rolle.",
                place=f"»{key.name}«",
                expected="en anden persons nøgle: Den, der godkender, er ikke den, der har udarbejdet.",
                do="Bed en anden om at godkende.",
            )
        own = {f"{role}.sig": signature.text, f"{role}.pub": signing.write_public_line(signature, role)}
        return replace(self, files=self.files | {f"{bag.SIGNATURES}{name}": text for name, text in own.items()})

    @property
    def archive(self) -> bytes:
        """The bytes of the package as a zip. Read when the package is written, and when an approved one takes its
        place."""
        return zipped.write_zip({f"{self.name}/{name}": content for name, content in self.files.items()})


def read_package(path: Path) -> Package:
    """The package in a zip that `stop_unless_it_holds` has passed: nothing is checked here. Called for the package to
    be approved, and for the package before the one that is made."""
    files = zipped.read_zip(path.read_bytes())
    name = next(iter(files)).partition("/")[0]
    return Package(name, {within.removeprefix(f"{name}/"): content for within, content in files.items()})


def stop_unless_it_holds(path: Path) -> None:
    """`Stop` with what is wrong, unless the package (a zip) passes every check that can be made of it alone. Called for
    the package to be approved, and for the package before the one that is made."""
    result = verify.check_path(path)
    if result.holds:
        return
    problems = [f"- {verify.find_label(one.name)}: {problem}" for one in result.outcomes for problem in one.problems]
    more = [f"- {len(problems) - _NAMED} mere"] if len(problems) > _NAMED else []
    raise Stop(
        "Dokumentationspakken er ikke i orden.\n" + "\n".join([*problems[:_NAMED], *more]) + "\n",
        place=f"»{path.name}«",
        expected="den pakke, der blev lavet.",
        do="Brug ikke pakken. Hent en ny, og sammenlign dens kode med den, der står i bestyrelsens referat.",
    )


def stop_unless_file(path: Path) -> None:
    """`WrongUse` if there is no file at the path that was given for a package; asked before anything is read of it.
    Called for the package to be approved, and for the package before the one that is made."""
    if not path.is_file():
        raise WrongUse(
            "Pakken findes ikke.", place=f"»{path.name}«", expected="en pakke (zip-fil).", do="Ret stien til pakken."
        )


def write_package(package: Package, to: Path) -> bool:
    """Write the package's zip to the path `to`, whole; return False. If the very same zip lies there, nothing is
    written and True is returned; `WrongUse` for any other file, and where nothing can be written. Called when a
    half-year's package has been made."""
    archive = package.archive
    if to.is_file() and to.read_bytes() == archive:
        return True
    if to.exists():
        raise WrongUse(
            "Filen findes allerede med et andet indhold og overskrives ikke.",
            place=f"»{to.name}«",
            expected="et nyt filnavn.",
            do="Vælg et andet navn, eller flyt den gamle fil.",
        )
    replace_file(archive, to)
    return False


def replace_file(archive: bytes, to: Path) -> None:
    """Put a zip's bytes in the place of a file, whole or not at all; `WrongUse` where it cannot be written. Called when
    a package is written, and when an approved one takes the place of the unapproved."""
    try:
        write_bytes(archive, to)
    except OSError:
        raise WrongUse(
            "Pakken kan ikke skrives dertil.",
            place=f"»{to.name}«",
            expected="en mappe, som du må skrive i, med plads nok.",
            do="Vælg en anden mappe.",
        ) from None

"""CPR number -> keyed pseudonym.

A plain hash of a CPR number hides nothing, because all numbers can be hashed and listed in minutes. So the hash has a
key (HMAC-SHA256), and the key lies outside the project.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from hpanalysis.cpr import TOKEN_BYTES, find_plain, parse_digits, read_variants
from hpanalysis.errors import Stop, WrongUse
from hpanalysis.workspace import project_root

KEY_FILE = "HPANALYSIS_KEY_FILE"
PSEUDONYM_BYTES = 16
KEY_BYTES = 32
# This one may be known to all, because it makes the pseudonyms of the demo's invented persons only.
DEMO_SECRET = b"demo: synthetic persons only"


def parse_cpr(text: str) -> str:
    """The cell of a CPR column -> the number's ten digits; `ValueError` for any other text.

    Called for each distinct cell when CPR numbers are made pseudonyms. Hyphens and spaces are removed, and nine digits
    get back the leading zero that a spreadsheet takes away. The date is checked. Modulus 11 is not checked, because
    numbers given since 2007 need not fulfil it.
    """
    digits = "".join(text.replace("-", " ").split())
    if not (digits.isascii() and digits.isdigit()) or (number := parse_digits(digits)) is None:
        raise ValueError
    return number


def may_contain_cpr(text: str) -> bool:
    """Whether a text has a CPR number in it, in a spelling that only a CPR number has. Called for every free text that
    would go into a frame."""
    return any(next(find_plain(variant), None) for variant in read_variants(text))


@dataclass(frozen=True)
class Key:
    """The secret that CPR numbers are made pseudonyms with: under one key a person has the same pseudonym everywhere.
    That holds across sources and half-years. Made once by each command that reads extracts (`Key.from_environment`),
    and passed on to whatever loads them or keeps a digest of a file about persons."""

    secret: bytes = field(repr=False)  # not in the repr, so that no traceback and no log shows it

    @classmethod
    def from_environment(cls, synthetic: bool) -> Key:
        """The key in the file that the variable HPANALYSIS_KEY_FILE names; for synthetic data the demo's key. Called as
        `hpanalysis run`, `check` or `follow-up` begins, and `verify --raw`, which runs a half-year again.

        `Stop` if the file is missing, holds no key, or lies within the project: whoever is given the project's folder
        would then have the key too.
        """
        if synthetic:
            return cls(DEMO_SECRET)
        named = os.environ.get(KEY_FILE)
        if not named or not Path(named).is_file():
            raise _refuse_key("Nøglen til personernes pseudonymer findes ikke.")
        if _is_within_project(Path(named)):
            raise _refuse_key("Nøglen til personernes pseudonymer ligger i projektets mappe.")
        text = Path(named).read_text(encoding="ascii", errors="replace").strip()
        if not re.fullmatch(rf"[0-9a-f]{{{2 * KEY_BYTES}}}", text):
            raise _refuse_key("Nøglefilen kan ikke læses.")
        return cls(bytes.fromhex(text))

    @property
    def fingerprint(self) -> str:
        """16 hexadecimal digits that differ between keys and do not reveal the key. Read for the digests by which a run
        or `hpanalysis check` decides whether a frame or a publication of an earlier run can be kept: with another key
        it is made anew."""
        return hmac.digest(self.secret, b"fingerprint", "sha256")[:8].hex()

    def digest(self, sha256: str) -> str:
        """HMAC-SHA256 of a file's sha256 (hexadecimal), under a key derived from this one: 64 hexadecimal digits.
        Called for a manifest, for each file whose content could be guessed (an extract that is small or not of persons,
        a frame, an internal table, the emergency group's log), because a plain digest would confirm the right guess to
        anybody."""
        digest_key = self.derive_key("digests of files")
        return hmac.digest(digest_key, sha256.encode("ascii"), "sha256").hex()

    def pseudonym(self, cpr: str) -> str:
        """The pseudonym of a CPR number as a cell has it, 32 hexadecimal digits. `ValueError` if the text is no CPR
        number (`parse_cpr`). Called by tests; a file of persons has its numbers read first."""
        return self.digest_number(parse_cpr(cpr)).hex()

    def digest_number(self, number: str) -> bytes:
        """The pseudonym of a CPR number of ten digits, as its sixteen bytes. Called for each distinct number when a
        file of persons is read."""
        return hmac.digest(self.secret, number.encode("ascii"), "sha256")[:PSEUDONYM_BYTES]

    def make_number_token(self, number: str) -> bytes:
        """The token of a CPR number of ten digits: the first eight bytes of its pseudonym. Called for what may be a CPR
        number in a text, which is held against the persons of the extracts."""
        return self.digest_number(number)[:TOKEN_BYTES]

    def make_digest_token(self, digest: bytes) -> bytes:
        """The token of a plain digest of a CPR number, eight bytes, under a key derived from this one: the digest alone
        would tell the number. Called for each digest of a person's number as an extract is read, and for each that is
        found in a text."""
        return hashlib.blake2b(digest, key=self._digest_key, digest_size=TOKEN_BYTES).digest()

    @cached_property
    def _digest_key(self) -> bytes:
        """The key of the tokens of digests. Made once, when the first of them is."""
        return self.derive_key("digests of numbers")

    def derive_key(self, purpose: str) -> bytes:
        """A key for one purpose alone, from which this one does not follow. Called for each purpose beside pseudonyms.
        purpose: in ASCII; another gives another key."""
        return hmac.digest(self.secret, purpose.encode("ascii"), "sha256")


def _refuse_key(wrong: str) -> Stop:
    """The error for a key file that is missing, misplaced or unreadable: all three are mended in the same way. Called
    by `Key.from_environment`. wrong: the first sentence of the message, in Danish."""
    return Stop(
        wrong,
        place=KEY_FILE,
        expected="stien til en nøglefil uden for projektets mappe.",
        do="Sæt variablen til den nøglefil, som dataenheden opbevarer, og kør igen.",
        ask="dataenheden.",
    )


def _is_within_project(path: Path) -> bool:
    """Whether a key file at this path would lie in the project's folder, where no key may be. Called before a key is
    read and before a new one is written."""
    return project_root() in path.resolve().parents


def write_new_key(path: Path) -> None:
    """Write a new random key to a file that only its owner may read; called by `hpanalysis new-key`. Raises `WrongUse`
    for a path within the project, for a folder that cannot be written to, and for a file that exists: without the old
    key its pseudonyms could never be made again."""
    if _is_within_project(path):
        raise WrongUse(
            "Nøglen må ikke ligge i projektets mappe.",
            place=f"»{path.name}«",
            expected="en sti uden for projektet.",
            do="Vælg en mappe, som kun dataenheden har adgang til.",
        )
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise WrongUse(
            "Filen findes allerede og overskrives ikke.",
            place=f"»{path.name}«",
            expected="et nyt filnavn.",
            do="Brug den nøgle, der er, eller vælg et andet navn.",
        ) from None
    except OSError:
        raise WrongUse(
            "Filen kan ikke skrives.",
            place=f"»{path.name}«",
            expected="en mappe, der findes.",
            do="Opret mappen, og prøv igen.",
        ) from None
    with os.fdopen(descriptor, "w", encoding="ascii", newline="\n") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")

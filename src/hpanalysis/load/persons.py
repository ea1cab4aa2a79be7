"""CPR -> keyed pseudonym. A plain hash of a CPR is listed in minutes, so the hash has a key outside the project."""

from __future__ import annotations

import hmac
import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from hpanalysis.errors import Stop, WrongUse
from hpanalysis.workspace import project_root

KEY_FILE = "HPANALYSIS_KEY_FILE"
PSEUDONYM_BYTES = 16
KEY_BYTES = 32
# No secret: it opens the demo's made-up persons only.
DEMO_SECRET = b"demo: synthetic persons only"

_CPR = re.compile(r"([0-9]{2})([0-9]{2})[0-9]{6}")
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# An administrative number (erstatningspersonnummer) has 60 added to its day.
_ADMINISTRATIVE = 60
_LIKE_CPR = re.compile(r"(?<![0-9])[0-9]{6}[- ]?[0-9]{4}(?![0-9])")


def parse_cpr(text: str) -> str:
    """A CPR as ten digits: hyphen and spaces gone, a lost leading zero restored. Anything else: `ValueError`.

    The date is checked and modulus 11 is not: since 2007 a valid number may break it.
    """
    digits = re.sub(r"[-\s]", "", text)
    match = _CPR.fullmatch(digits.zfill(10) if len(digits) == 9 else digits)
    if match is None:
        raise ValueError
    day, month = int(match[1]), int(match[2])
    day -= _ADMINISTRATIVE if day > _ADMINISTRATIVE else 0
    if not (1 <= month <= 12 and 1 <= day <= _DAYS_IN_MONTH[month - 1]):
        raise ValueError
    return match[0]


def may_contain_cpr(text: str) -> bool:
    """Whether a text holds something that may be a CPR: a date and four digits."""
    for match in _LIKE_CPR.finditer(text):
        try:
            parse_cpr(match[0])
        except ValueError:
            continue
        return True
    return False


@dataclass(frozen=True)
class Key:
    """The key of the pseudonyms. Under one key a person has one pseudonym in every source and half-year."""

    secret: bytes = field(repr=False)

    @classmethod
    def from_environment(cls, synthetic: bool) -> Key:
        """The key in the file that HPANALYSIS_KEY_FILE names; for synthetic data the demo's own key, always.

        Real data without a key raise `Stop`, and so does a key that lies within the project.
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
        """Tells two keys apart and gives neither away: what was made under another key must be made anew."""
        return hmac.digest(self.secret, b"fingerprint", "sha256")[:8].hex()

    def digest(self, sha256: str) -> str:
        """HMAC-SHA256 of a file's sha256 (hexadecimal), under a key made from this one: 64 hexadecimal digits.

        For what holds few enough rows that it could be guessed: its plain digest would confirm a guess to anybody.
        """
        own = hmac.digest(self.secret, b"digests of files", "sha256")
        return hmac.digest(own, sha256.encode("ascii"), "sha256").hex()

    def pseudonym(self, cpr: str) -> str:
        """32 hexadecimal digits for a CPR in any spelling; `ValueError` if it is none."""
        return hmac.digest(self.secret, parse_cpr(cpr).encode(), "sha256")[:PSEUDONYM_BYTES].hex()


def _refuse_key(wrong: str) -> Stop:
    return Stop(
        wrong,
        place=KEY_FILE,
        expected="stien til en nøglefil uden for projektets mappe.",
        do="Sæt variablen til den nøglefil, som dataenheden opbevarer, og kør igen.",
        ask="dataenheden.",
    )


def _is_within_project(path: Path) -> bool:
    return project_root() in path.resolve().parents


def write_new_key(path: Path) -> None:
    """Write a fresh key that only its owner may read; never over an existing one, for its persons would be lost."""
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

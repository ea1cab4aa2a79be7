"""The package's code: the beginning of its digest in sixteen letters and digits, short enough to be written by hand.

The first 80 bits of the SHA-512, in Crockford's base 32 (https://www.crockford.com/base32.html), four groups of four.
It has no I, L, O and U; who writes or reads one for 1 or 0 is understood. What 80 bits can show and cannot stands in
docs/package.md.
"""

from __future__ import annotations

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_GROUPS, _LONG = 4, 4
_BITS = 5 * _GROUPS * _LONG
_READ_AS = str.maketrans("OIL", "011", " -\u00a0\u2010\u2011\u2013")


def write_code(digest: str) -> str:
    """The code of a package, such as `7K3M-QX2P-9D4T-HW6B`; digest: its SHA-512 in hex. Called wherever a package's
    digest is printed, and when a code from the minutes is compared."""
    number = int(digest[: _BITS // 4], 16)
    letters = "".join(_LETTERS[number >> place & 31] for place in range(_BITS - 5, -1, -5))
    return "-".join(letters[start : start + _LONG] for start in range(0, len(letters), _LONG))


def parse_code(text: str) -> str | None:
    """A code as `write_code` writes it, out of what somebody typed: small letters, O, I and L, other hyphens, or none,
    are read too. None if it is no code. Called for the code that verify is given."""
    letters = text.upper().translate(_READ_AS)
    if len(letters) != _GROUPS * _LONG or set(letters) - set(_LETTERS):
        return None
    return "-".join(letters[start : start + _LONG] for start in range(0, len(letters), _LONG))

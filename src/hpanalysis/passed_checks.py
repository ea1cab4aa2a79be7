"""What a gate has passed, so that it need not examine the same bytes again.

Whether a gate lets something out depends on the bytes that it reads, on the program, and on what it holds them against.
Each pass is kept as a token: HMAC-SHA256 of all of these, under a key that lies outside the project. So a token tells
nothing of what it is of, and nobody without the key can write one. Where a token is missing, cut short or made up, the
gate examines the bytes again; only what has failed is never kept.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable


class PassedChecks:
    """The passes that earlier runs kept, and those of this run. Made once a run; asked by the auditor and the search
    for leaks before they examine a file, and told by them when they have found nothing wrong with it."""

    def __init__(self, secret: bytes | None, kept: Iterable[str] = (), under: tuple[str, ...] = ()) -> None:
        """secret: the key of the tokens; None remembers nothing, and every file is examined. kept: tokens of earlier
        runs. under: digests of what every answer depends on beside the bytes, such as that of the program."""
        self._secret, self._kept, self._under = secret, frozenset(kept), under
        self._of_run: set[str] = set()

    def under(self, *told: str) -> PassedChecks:
        """The same passes, for a gate whose answers depend on more, such as the persons of the extracts. Called once a
        gate. told: the digests of what they depend on."""
        narrower = PassedChecks(self._secret, self._kept, (*self._under, *told))
        narrower._of_run = self._of_run  # kept together
        return narrower

    def has_passed(self, *told: str) -> bool:
        """Whether exactly this was examined before, and nothing was wrong with it. Called before a gate examines
        something. told: what the gate examines and the digests of its bytes, in a fixed order."""
        if self._secret is None:
            return False
        token = self._make_token(told)
        if has_passed := token in self._kept or token in self._of_run:
            self._of_run.add(token)
        return has_passed

    def keep(self, *told: str) -> None:
        """Keep that nothing was wrong with this. Called when a gate has examined it. told: as `has_passed`."""
        if self._secret is not None:
            self._of_run.add(self._make_token(told))

    def list_tokens(self) -> list[str]:
        """The tokens of all that has passed in this run, examined or not, sorted. Called when they are written for the
        next run; what was not asked about is not kept on."""
        return sorted(self._of_run)

    def _make_token(self, told: tuple[str, ...]) -> str:
        """The token of a pass: 64 hexadecimal digits. Called for each file that is asked about or kept. Each part has
        a digest of its own, so that parts cannot run into each other."""
        assert self._secret is not None  # whoever has no key is not asked
        parts = b"".join(hashlib.sha256(part.encode()).digest() for part in (*self._under, *told))
        return hmac.digest(self._secret, bytes([len(self._under)]) + parts, "sha256").hex()


# For whoever examines everything: tests, `hpanalysis verify`, and packages.
EXAMINE_ALL = PassedChecks(None)

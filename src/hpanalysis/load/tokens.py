"""The persons of a file, and what in its free texts may be one of them, as keyed tokens: no CPR number is kept."""

from __future__ import annotations

from collections.abc import Iterable

from hpanalysis.cpr import TOKEN_BYTES, find_digests, find_doubtful, join_tokens, list_digests, read_variants
from hpanalysis.load.persons import Key


class TokenTally:
    """Takes up the tokens of a delivery's persons and of its free texts, as its files are read. Made for each delivery
    that is loaded; `load` gives what it has taken up to the pipeline, which holds the one against the other."""

    def __init__(self, key: Key) -> None:
        """Start empty. key: makes pseudonyms and tokens."""
        self._key = key
        self._persons: list[bytes] = []
        self._doubtful: dict[str, set[bytes]] = {}

    def make_pseudonym(self, number: str) -> str:
        """The pseudonym of a CPR number of ten digits, whose person is taken up: by the number and by every plain
        digest of it. Called for each distinct number of a CPR column."""
        pseudonym = self._key.digest_number(number)
        self._persons.append(pseudonym[:TOKEN_BYTES])
        self._persons += map(self._key.make_digest_token, list_digests(number))
        return pseudonym.hex()

    def add_texts(self, finding: str, texts: Iterable[str]) -> None:
        """Take up what in a column of free text may be a CPR number, or the digest of one. Called for each such column
        of a file. finding: the Danish message if it is a person's."""
        tokens = {token for text in texts for token in self._list_tokens(text)}
        if tokens:
            self._doubtful.setdefault(finding, set()).update(tokens)

    def _list_tokens(self, text: str) -> Iterable[bytes]:
        """Yield the tokens of all that may be a CPR number in a text. Called for each distinct text of a column."""
        for variant in read_variants(text):
            yield from (self._key.make_number_token(one.number) for one in find_doubtful(variant))
            yield from (self._key.make_digest_token(one.value) for one in find_digests(variant))

    @property
    def persons(self) -> bytes:
        """The tokens of all persons taken up, as `cpr.Persons` reads them; empty for a source without persons."""
        return join_tokens(self._persons)

    @property
    def doubtful(self) -> dict[str, tuple[bytes, ...]]:
        """Danish finding -> the tokens of what may be a CPR number in that column, sorted; mostly empty."""
        return {finding: tuple(sorted(tokens)) for finding, tokens in self._doubtful.items()}

"""The persons of the extracts as those who search texts know them: by keyed tokens, never by their CPR numbers.

The room `load` makes the tokens as it reads an extract, and the pipeline keeps them where only the data unit may read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

TOKEN_BYTES = 8


class Tokens(Protocol):
    """What makes tokens with the secret key of pseudonyms: `load.Key`."""

    def make_number_token(self, number: str) -> bytes:
        """The token of a CPR number of ten digits: the first eight bytes of its pseudonym. Called by
        `Persons.knows_number` for each number in a text that may be a CPR number."""
        ...

    def make_digest_token(self, digest: bytes) -> bytes:
        """The token (eight bytes) that stands for a plain digest of a CPR number in a store of persons. Called by
        `Persons` for each digest found in a text, to see whether it is one of a person of the extracts."""
        ...


class Known(Protocol):
    """Who can be asked whether something found in a text is of a person: `Persons`."""

    def knows_number(self, number: str) -> bool:
        """Whether a CPR number of ten digits may be that of a person of the extracts. Asked for each doubtful spelling
        of a number in a text that is to be published."""
        ...

    def knows_digest(self, digest: bytes) -> bool:
        """Whether bytes may be a plain digest (one without a key) of a person's CPR number. Asked by the leak gate for
        each digest in a text that is to be published."""
        ...

    def knows_pseudonym(self, pseudonym: bytes) -> bool:
        """Whether bytes may be the pseudonym of a person of the extracts. Asked of each word of 32 hexadecimal digits
        in what is about to be published."""
        ...


def join_tokens(tokens: Iterable[bytes]) -> bytes:
    """One row of bytes of all tokens (eight bytes that stand for a person), sorted, each once: the form in which
    `Persons` keeps and searches the persons of an extract. Called when such a store is made."""
    import numpy as np  # a tenth of a second, which commands without persons are spared

    # Read as numbers with the highest byte first, tokens have the order of their bytes, and the machine's own numbers
    # sort fastest.
    highest_first = np.dtype(f">u{TOKEN_BYTES}")
    numbers = np.sort(np.frombuffer(b"".join(tokens), dtype=highest_first).astype(f"u{TOKEN_BYTES}"))
    is_first = np.append(True, numbers[1:] != numbers[:-1])[: len(numbers)]
    return numbers[is_first].astype(highest_first).tobytes()


@dataclass(frozen=True)
class Persons:
    """The persons of the extracts, by their tokens. Made once by each command that searches what is to be published;
    asked about each number, digest and pseudonym that is found in it. Its repr shows nothing of them."""

    key: Tokens = field(repr=False)
    stores: tuple[bytes, ...] = field(repr=False)  # each as `join_tokens` gives it
    _answers: dict[bytes, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    def knows_number(self, number: str) -> bool:
        """Whether a CPR number of ten digits is that of a person of the extracts. Asked for each doubtful spelling of a
        CPR number in a text that is to be published."""
        return self.knows_token(self.key.make_number_token(number))

    def knows_digest(self, digest: bytes) -> bool:
        """Whether bytes are a plain digest (one without a key) of a person's CPR number. Asked for each digest in a
        text that is to be published."""
        return self.knows_token(self.key.make_digest_token(digest))

    def knows_pseudonym(self, pseudonym: bytes) -> bool:
        """Whether bytes are the pseudonym of a person of the extracts. Asked for every 32 hexadecimal digits in a row
        in a text that is to be published, because such digits look like a pseudonym."""
        return self.knows_token(pseudonym[:TOKEN_BYTES])

    def knows_token(self, token: bytes) -> bool:
        """Whether a token is in one of the stores, which have the tokens of the extracts' persons. Called by
        the three questions, and for the tokens that were made of free texts; the answer is kept, because the same
        checksums appear on many pages."""
        if token not in self._answers:
            self._answers[token] = any(_find_token(store, token) for store in self.stores)
        return self._answers[token]


def _find_token(store: bytes, token: bytes) -> bool:
    """Whether a token is in a store (sorted tokens in one row of bytes, as `join_tokens` gives them), searched by
    halving. Called by `Persons` for each of its stores, to see whether a number in a text is a person's."""
    places = range(len(store) // TOKEN_BYTES)
    place = bisect_left(places, token, key=lambda at: store[at * TOKEN_BYTES : (at + 1) * TOKEN_BYTES])
    return store[place * TOKEN_BYTES : (place + 1) * TOKEN_BYTES] == token

"""One reader of CPR numbers for all who must find them: the load of extracts, the leak gate, names and messages.

In: a text. Out: where in it a CPR number may stand, in any spelling. The persons of the extracts are known by keyed
tokens alone.
"""

from hpanalysis.cpr.digests import find_digests, list_digests
from hpanalysis.cpr.masking import FIND_NAMELESS, NAMELESS, mask_numbers, may_hold_number, show_name
from hpanalysis.cpr.persons import TOKEN_BYTES, Known, Persons, Tokens, join_tokens
from hpanalysis.cpr.readable import INLINE_TAGS, normalise_text, read_variants
from hpanalysis.cpr.spellings import LEAST_SIGNS, find_doubtful, find_plain, parse_digits
from hpanalysis.cpr.traits import is_woman, read_birth_year

__all__ = [
    "FIND_NAMELESS",
    "INLINE_TAGS",
    "LEAST_SIGNS",
    "NAMELESS",
    "TOKEN_BYTES",
    "Known",
    "Persons",
    "Tokens",
    "find_digests",
    "find_doubtful",
    "find_plain",
    "is_woman",
    "join_tokens",
    "list_digests",
    "mask_numbers",
    "may_hold_number",
    "normalise_text",
    "parse_digits",
    "read_birth_year",
    "read_variants",
    "show_name",
]

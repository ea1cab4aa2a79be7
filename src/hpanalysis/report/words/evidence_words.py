"""Which way a figure has probably moved since its baseline, where no test is sure: one pattern for each word.

The tested words (forbedret, forværret) stand alone. Where the tested verdict is "ingen sikker ændring", a sentence says
the fixed word of the scale of evidence with its probability, and that no test has decided it: "ingen sikker ændring,
men næsten sikkert forbedret" was read as a contradiction. "Uvist" is said plainly.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from hpanalysis import danish
from hpanalysis.report.cells import Cell
from hpanalysis.tables import Evidence, Since

_IMPROVED = (Evidence.ALMOST_SURELY_IMPROVED, Evidence.PROBABLY_IMPROVED)
_WORSENED = (Evidence.ALMOST_SURELY_WORSENED, Evidence.PROBABLY_WORSENED)
# Of no direction that is only probable it is said that it is certain.
_MOST_PER_CENT = 99

# What follows a word's likelihood, in sentences and beside its mark.
UNTESTED = "uden at en test afgør det"
_NO_SURE = "der ingen sikker ændring"
_CLAUSES: dict[Evidence | None, str] = {
    None: _NO_SURE,
    Evidence.ALMOST_SURELY_IMPROVED: f"tallet næsten sikkert forbedret ({{how_likely}} sandsynlighed), {UNTESTED}",
    Evidence.PROBABLY_IMPROVED: f"tallet sandsynligvis forbedret ({{how_likely}} sandsynlighed), {UNTESTED}",
    Evidence.UNCERTAIN: f"{_NO_SURE}, og det er uvist, om tallet er forbedret eller forværret",
    Evidence.PROBABLY_WORSENED: f"tallet sandsynligvis forværret ({{how_likely}} sandsynlighed), {UNTESTED}",
    Evidence.ALMOST_SURELY_WORSENED: f"tallet næsten sikkert forværret ({{how_likely}} sandsynlighed), {UNTESTED}",
}


def find_evidence(cell: Cell) -> Evidence | None:
    """The word for the direction of a figure's change, where a page may say one beside the tested verdict; None where
    the test is sure, was not made, or the figure is not public. Called wherever a page shows a change since the
    baseline. A table of before the words has none."""
    return cell.evidence if cell.is_public and cell.since is Since.NO_SURE_CHANGE else None


def is_probably_improved(cell: Cell) -> bool:
    """Whether a figure has probably, or almost surely, improved, and no test is sure. Called when the figures that go
    the right way are picked."""
    return find_evidence(cell) in _IMPROVED


def is_probably_worsened(cell: Cell) -> bool:
    """Whether a figure has probably, or almost surely, worsened, and no test is sure. Called when the figures that need
    attention are picked."""
    return find_evidence(cell) in _WORSENED


def format_likelihood(cell: Cell) -> str:
    """How likely the direction is that the figure's word names, in whole per cent: `91 pct.`, `over 99 pct.`; "" where
    the word names none. Called beside the word. Who checks a page makes the same per cent of the published probability
    (`published.per_cents`)."""
    word = find_evidence(cell)
    if cell.probability is None or word not in (*_IMPROVED, *_WORSENED):
        return ""
    likely = cell.probability if word in _IMPROVED else 1 - cell.probability
    per_cent = int((100 * likely).quantize(Decimal(1), ROUND_HALF_UP))
    if per_cent > _MOST_PER_CENT:
        return f"over {_MOST_PER_CENT}{danish.NBSP}pct."
    return f"{per_cent}{danish.NBSP}pct."


def describe_unsure_change(cell: Cell) -> str:
    """What follows "Siden udgangspunktet ... er" where the change is not sure: `tallet sandsynligvis forbedret (91 pct.
    sandsynlighed), uden at en test afgør det`, or `der ingen sikker ændring`. Called for the sentence on a change since
    the baseline."""
    return _CLAUSES[find_evidence(cell)].format(how_likely=format_likelihood(cell))


def count_directions(cells: Iterable[Cell]) -> str:
    """The sentence on how many of the figures without a sure change have which word; "" where none of them has one.
    Called after the sentence that counts the changes."""
    words = [word for cell in cells if (word := find_evidence(cell)) is not None]
    if not words:
        return ""
    open_ones = words.count(Evidence.UNCERTAIN)
    if open_ones == len(words):
        return "For tallene uden sikker ændring er det uvist, hvilken vej de har bevæget sig."
    counts = [(word, words.count(word)) for word in Evidence if word is not Evidence.UNCERTAIN]
    clauses = [f"{danish.spell_count(count, one='ét')} {word.value}" for word, count in counts if count]
    rest = f", og for {danish.spell_count(open_ones, one='ét')} er det uvist" if open_ones else ""
    return f"Af tallene uden sikker ændring er {danish.join_words(clauses)}{rest}."

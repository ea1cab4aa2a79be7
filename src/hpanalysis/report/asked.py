"""Which comments of the analyst's a page asked for: written down as the page is made, so that a later run makes again
only the pages that show a comment that has changed. `Release.find_comments` is the one way to a comment."""

from __future__ import annotations

from collections.abc import Iterable

# Indicator, and area; None for the comments on an indicator wherever they are of.
AskedComment = tuple[str, str | None]

# One page at a time is made in a worker's process, and its notebook's cells run in the same.
_comments: set[AskedComment] = set()


def begin_page() -> None:
    """Forget what was asked for before. Called in a worker's process before a page is made."""
    _comments.clear()


def note_comments(indicator_ids: Iterable[str], area_id: str | None) -> None:
    """Write down that the comments on some indicators were asked for. Called whenever a page looks for comments,
    whether there are any or not."""
    _comments.update((indicator_id, area_id) for indicator_id in indicator_ids)


def list_comments() -> list[AskedComment]:
    """What was asked for since `begin_page`, in a fixed order. Called when a page is made."""
    return sorted(_comments, key=lambda one: (one[0], one[1] or ""))

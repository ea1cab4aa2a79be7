"""Windows that share blocks of time -> the pieces that tell them apart.

The windows January-December and July-June share six months. They have three pieces: the months of the first alone, the
months of both, and the months of the second alone; each window is the sum of its two.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """Blocks of time that lie in the same windows, and so need no telling apart; made by `cut_into_pieces`."""

    name: str  # "stykke", the first block and the last
    windows: tuple[str, ...]  # the windows they lie in, in their order
    blocks: tuple[str, ...]  # in their order


def _group_blocks_by_windows(windows: dict[str, tuple[str, ...]]) -> dict[tuple[str, ...], list[str]]:
    """The windows that a block (a month, or a whole window that others pool) is part of -> the blocks that are part of
    just those; each entry becomes a piece. Called once when windows are cut into pieces. windows: each with its
    blocks."""
    windows_of: dict[str, list[str]] = {}
    for window, blocks in windows.items():
        for block in blocks:
            windows_of.setdefault(block, []).append(window)
    groups: dict[tuple[str, ...], list[str]] = {}
    for block, inside in windows_of.items():
        # Blocks in the same windows are always counted together, so no window tells one from another.
        groups.setdefault(tuple(inside), []).append(block)
    return groups


def cut_into_pieces(windows: dict[str, tuple[str, ...]]) -> list[Piece]:
    """Cut windows of time that share blocks into pieces, so that each window is the sum of its pieces; one that shares
    none has no piece. Called when the relations between the figures over one denominator are listed for an audit or a
    verification, if some of the figures are hidden. windows: each with its blocks (months, or pooled windows). Two
    windows of the same blocks have one piece: their counts are equal."""
    groups = _group_blocks_by_windows(windows)
    # A window that shares nothing needs no pieces; its count is a variable as it is.
    sharing = {window for inside in groups if len(inside) > 1 for window in inside}
    return [
        Piece(f"stykke {blocks[0]}..{blocks[-1]}", inside, tuple(blocks))
        for inside, blocks in groups.items()
        if sharing & set(inside)
    ]

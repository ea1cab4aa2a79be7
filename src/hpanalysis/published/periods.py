"""Windows that share blocks of time -> the pieces that tell them apart."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Piece:
    """Blocks that lie in the same windows, and so need no telling apart. windows, blocks: in their order."""

    name: str
    windows: tuple[str, ...]
    blocks: tuple[str, ...]


def _group_blocks_by_windows(windows: dict[str, tuple[str, ...]]) -> dict[tuple[str, ...], list[str]]:
    """The windows that a block lies in -> the blocks that lie in just those."""
    lies_in: dict[str, list[str]] = {}
    for window, blocks in windows.items():
        for block in blocks:
            lies_in.setdefault(block, []).append(window)
    found: dict[tuple[str, ...], list[str]] = {}
    for block, inside in lies_in.items():
        found.setdefault(tuple(inside), []).append(block)
    return found


def cut_into_pieces(windows: dict[str, tuple[str, ...]]) -> list[Piece]:
    """The pieces of the windows that share a block with another; windows that share none have no pieces here.

    windows: each with its blocks. Two windows of the very same blocks are one piece: their counts are equal.
    """
    grouped = _group_blocks_by_windows(windows)
    sharing = {window for inside in grouped if len(inside) > 1 for window in inside}
    return [
        Piece(f"stykke {blocks[0]}..{blocks[-1]}", inside, tuple(blocks))
        for inside, blocks in grouped.items()
        if sharing & set(inside)
    ]

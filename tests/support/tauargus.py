"""The intervals of an auditor that others have made: pytauargus, where it is installed.

It has wheels for Linux and Windows only, and none on conda-forge, so it is no part of the locked environment.
`pip install pytauargus==0.6.0` brings it; the tests that ask it are skipped without.
"""

from __future__ import annotations

from pathlib import Path

import pytest


def intervals(equations, counts: int, cap: int, folder: Path) -> list[tuple[float, float]]:
    """The least and the most of every count under the equations (coefficients by count, and what they come to).

    Skips the test where pytauargus is not installed. cap: the most any count can be.
    """
    native = pytest.importorskip("pytauargus._tauargus")
    lines = ["0", str(counts)]
    lines += [f"{count} 0 1 {'u' if count == 0 else 'm'} 0 {cap} {int(count == 0)} 0 0" for count in range(counts)]
    lines.append(str(len(equations)))
    for coefficients, to in equations:
        terms = " ".join(f"{count} ({times!r})" for count, times in coefficients.items())
        lines.append(f"{to!r} {len(coefficients)} : {terms}")
    path = folder / "tabel.JJ"
    path.write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")
    found = {row["cell"]: (row["min"], row["max"]) for row in native.audit_jj(str(path))}
    assert found.keys() == set(range(counts))
    return [found[count] for count in range(counts)]

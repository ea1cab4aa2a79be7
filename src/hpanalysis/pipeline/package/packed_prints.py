"""The PDFs that go into a package: those of its pages as they are published, each with its place in their list."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from hpanalysis.errors import Stop
from hpanalysis.published.prints import PRINTS_FOLDER, PRINTS_JSON, digest, read_prints


def _make_stop(name: str, wrong: str) -> Stop:
    """The error for PDFs that cannot be packed as they lie. Called before a package is made. name: the publication's in
    reports/. wrong: what is wrong, in Danish."""
    period = name.rpartition("-")[2]
    return Stop(
        f"{wrong} Der er ikke lavet nogen pakke.",
        place=f"reports/{PRINTS_FOLDER}/{name}",
        expected="udskrifter af de sider, der er udgivet, som de blev lavet, eller ingen PDF-filer.",
        do=f"Skriv »hpanalysis pdf {period}«, eller slet mappen. Lav derefter pakken igen.",
        ask="analytikeren.",
    )


def gather_prints(folders: Iterable[Path]) -> dict[str, bytes]:
    """Name in the package -> bytes of the PDFs of published folders and of their lists; nothing for one that is not
    printed. Called once when a package is made. folders: the half-year's and the accounting years', in reports/. `Stop`
    where a PDF is another than was printed, or the page has been published anew since."""
    files: dict[str, bytes] = {}
    for folder in folders:
        prints = folder.parent / PRINTS_FOLDER / folder.name
        listed = prints / PRINTS_JSON
        if not listed.is_file():
            continue
        told = read_prints(listed.read_bytes())
        if told is None:
            raise _make_stop(folder.name, f"Listen »{PRINTS_JSON}« er ikke, som programmet skrev den.")
        files[f"{PRINTS_FOLDER}/{folder.name}/{PRINTS_JSON}"] = listed.read_bytes()
        for name, one in told.items():
            pdf, page = prints / name, folder / one.page
            if not pdf.is_file() or digest(pdf.read_bytes()) != one.sha256:
                raise _make_stop(folder.name, f"»{name}« er ikke den fil, der blev lavet.")
            if not page.is_file() or digest(page.read_bytes()) != one.page_sha256:
                raise _make_stop(folder.name, f"»{name}« er en udskrift af en side, der er ændret siden.")
            files[f"{PRINTS_FOLDER}/{folder.name}/{name}"] = pdf.read_bytes()
    return files

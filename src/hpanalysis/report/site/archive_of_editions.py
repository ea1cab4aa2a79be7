"""The archive's table of earlier editions: half-years that were published again, as they were before."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.publications import Superseded
from hpanalysis.published.names import INDEX_HTML, name_superseded_folder
from hpanalysis.report.html import join, make_section, tag
from hpanalysis.report.site import archive, navigation
from hpanalysis.report.tables import cells_in_tables


def _make_row(one: Superseded) -> list[object]:
    """An earlier edition's row in the archive: its front page, its day, its checksum. Called for each. The link is to
    where it lies when the archive page is read, which for one that is just being replaced is not yet `one.folder`."""
    told = archive.read_publication(one.half_year, one.folder)
    half_year, front = str(one.half_year), f"{name_superseded_folder(str(one.half_year), one.number)}/{INDEX_HTML}"
    words = f"{danish.format_half_year(one.half_year)}, {one.number}. udgave"
    mark = tag("small", navigation.SYNTHETIC_EXTRACTS) if told.synthetic else None
    newer = tag("a", f"{danish.format_half_year(one.half_year)}, som det gælder nu", href=f"{half_year}/{INDEX_HTML}")
    return [
        join([tag("a", words, href=front), mark]),
        danish.format_day_in_digits(told.issued) if told.issued else "ikke oplyst",
        newer,
        tag("code", told.digest, class_="sum"),
    ]


def make_editions_section(superseded: Sequence[Superseded]) -> Markup | None:
    """The archive page's section on earlier editions, by half-year; None where no half-year was published again. Called
    once, when the archive page is made. A folder without a front page is left out."""
    there = [one for one in superseded if (one.folder / INDEX_HTML).is_file()]
    if not there:
        return None
    rows = [_make_row(one) for one in sorted(there, key=lambda one: (one.half_year, one.number))]
    table = cells_in_tables.make_folding_table(
        "Som de blev udgivet", ["Udgave", "Udgivet den", "Afløst af", "Kontrolsum"], rows
    )
    note = tag("p", "Et halvår, der er udgivet igen, har her sine tidligere udgaver, uændrede.", class_="note")
    return make_section("tidligere-udgaver", "Tidligere udgaver", join([table, note]))

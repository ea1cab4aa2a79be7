"""The front page of a half-year."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.report import control_table, goals, numbers, periods, quality, site
from hpanalysis.report.cells import Cells
from hpanalysis.report.corrections import notice
from hpanalysis.report.html import join, section, tag
from hpanalysis.report.release import Release
from hpanalysis.tables import Status


def _reports(found: list[site.Link]) -> Markup:
    """Links in their groups; a group that has a name is a list of its own under it."""
    parts = []
    for group in dict.fromkeys(link.group for link in found):
        own = [
            tag("li", tag("a", link.label, href=link.href))
            for link in found
            if link.group == group and link.name != site.INDEX
        ]
        parts.append([tag("h3", group) if group else None, tag("ul", own)])
    return join(parts)


def _protected(cells: Cells) -> str:
    own = [cell for cell in cells if cell.latest and cell.status is not Status.NOT_MEASURED]
    hidden = sum(cell.status is Status.HIDDEN for cell in own)
    missing = sum(cell.status is Status.NOT_DELIVERED for cell in own)
    return (
        f"{numbers.number(hidden)} af halvårets {numbers.number(len(own))} tal er diskretioneret, og "
        f"{numbers.number(missing) if missing else 'ingen'} er ikke leveret."
    )


def _earlier(found: list[HalfYear]) -> Markup:
    if not found:
        return tag("p", "Der er ikke udgivet rapporter for tidligere halvår.")
    return tag("ul", [tag("li", tag("a", periods.half_year(half), href=f"../{half}/index.html")) for half in found])


def index_sections(
    release: Release,
    found: list[site.Link],
    before: list[HalfYear],
    *,
    judged: pd.DataFrame,
    checks: pd.DataFrame,
    control: pd.DataFrame,
    corrections: pd.DataFrame,
) -> Markup:
    """The front page's content: columns of `tables.JUDGED`, `.CHECKS`, `.CONTROL` and `.CORRECTIONS` in."""
    cells = release.cells(judged)
    data = tag(
        "p",
        tag("a", site.DATA, href=site.DATA),
        ": alle tal i denne udgivelse og de tidligere, en række for hver indikator, hvert "
        "område og hver opgørelsesperiode (CSV-fil i UTF-8 med komma mellem felterne og punktum som decimaltegn).",
    )
    quality_link = tag("a", "Læs mere om datakvaliteten", href="datakvalitet.html")
    return join(
        [
            tag("p", release.plan.settings.name, class_="meta"),
            tag("h1", f"Rapporter for {periods.half_year(release.half_year)}"),
            tag("p", goals.summary(goals.judged(cells, release)), class_="manchet"),
            tag("p", site.footer(release)[0], class_="note"),
            section("rapporter", "Rapporter", _reports(found)),
            section("data", "Data til videre brug", data, control_table.notice(control), notice(corrections)),
            section(
                "kvalitet",
                "Datakvaliteten kort fortalt",
                tag("p", quality.brief(checks, release)),
                tag("p", _protected(cells)),
                tag("p", quality_link),
            ),
            section("tidligere", "Tidligere halvår", _earlier(before)),
        ]
    )

"""datapackage.json beside the published tables: what is in them, for programs that read data packages."""

from __future__ import annotations

from hpanalysis import danish
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.evidence import datapackage
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.publications import Publication
from hpanalysis.published.names import DATA_PACKAGE_JSON

_SYNTHETIC = " Tallene er opdigtede og beskriver ingen virkelige personer."


def write_data_package(publication: Publication[HalfYear]) -> None:
    """Write datapackage.json, which describes the published tables, into the folder of the pages. Called last of the
    data files of a half-year, when the tables lie in that folder."""
    workspace, half_year, staged = publication.workspace, publication.period, publication.output
    settings, when = workspace.plan.settings, danish.format_half_year(half_year, space=" ")
    text = datapackage.describe_tables(
        f"{settings.plan_id}-{half_year}".lower(),
        f"{settings.name}, {when}",
        f"De tal, som {settings.publisher} har udgivet for {when}." + (_SYNTHETIC if workspace.synthetic else ""),
        {name: (staged / name).read_bytes() for name in datapackage.TABLES if (staged / name).is_file()},
    )
    write_text(text, staged / DATA_PACKAGE_JSON)

"""The area of each row, by address, by department or by the area's name.

Each distinct text is looked up once, because an extract has far more rows than addresses.
"""

from __future__ import annotations

import pyarrow as pa

from hpanalysis.definitions.model import Column
from hpanalysis.load.columns import OpenedExtract, read_cells, read_distinct_cells
from hpanalysis.load.placing.address_tally import AddressTally
from hpanalysis.load.placing.addresses import AreaByAddress
from hpanalysis.load.placing.departments import AreaByDepartment
from hpanalysis.load.placing.spelling import fold_street
from hpanalysis.load.placing.unknown_departments import UnknownDepartments
from hpanalysis.load.values import fold_text
from hpanalysis.plan import Plan

DEPARTMENT = ("organisation", "afdeling", "blok")
AREA_NAME = "omraade"


def place_by_address(
    opened: OpenedExtract, column: Column, cells: pa.ChunkedArray, plan: Plan
) -> tuple[pa.Array, AddressTally]:
    """The area id of each row (null for an address in no area, or not recognised for sure), and the tally of how the
    addresses were recognised. Called for each file with addresses that is loaded. cells: the texts of the address
    column."""
    areas, addresses = AreaByAddress(plan), read_distinct_cells(opened, column, cells, str)
    matches = {text: areas.find(text) for text in addresses.values if text is not None}
    counted = zip(addresses.values, addresses.count_rows(), strict=True)
    tally = AddressTally.of((text, matches[text], rows) for text, rows in counted if text is not None)
    return addresses.make_column(lambda text: matches[text].area_id, pa.string()), tally


def place_by_department(
    opened: OpenedExtract, columns: dict[str, pa.Array], plan: Plan, unknown: UnknownDepartments
) -> dict[str, pa.Array]:
    """The columns organisation, afdeling, blok and area_id of a file's rows; `unknown` takes in those without a place.

    Called by `frame.load` for each file of a source that names departments of housing and no addresses. The first three
    are spelled as the plan does, so that two spellings of one department are one wherever rows are compared, counted or
    joined. area_id is null outside the areas. unknown: of all the source's files; `frame.load` refuses them when all
    are read.
    """
    areas = AreaByDepartment(plan)
    rows = list(zip(*(columns[name].to_pylist() for name in DEPARTMENT), strict=True))
    found = {row: areas.find(*row) for row in dict.fromkeys(rows)}
    for index, row in enumerate(rows):
        if not found[row].status.settled:
            place = f"»{opened.errors.path.name}« række {opened.file.find_row_number(index)}"
            unknown.add(found[row], place)
    matches = [found[row] for row in rows]
    return {
        "organisation": pa.array([match.organisation for match in matches], pa.string()),
        "afdeling": pa.array([match.department for match in matches], pa.string()),
        "blok": pa.array([match.block for match in matches], pa.string()),
        "area_id": pa.array([match.area_id for match in matches], pa.string()),
    }


def _index_area_names(plan: Plan) -> dict[str, str]:
    """Folded name -> area id, for the id, the short name and the full name of each area, and for the name that
    deliveries give it besides (`also_delivered_as_da` in areas.csv). Called for each file whose rows name areas.
    `Sjaellandsgade` and `Gammel Jennumparken` are known too, but no spelling that two areas may have."""
    areas = (*plan.areas_as_printed, *plan.all_areas)
    names = [
        (name, area.id)
        for area in areas
        for name in (area.id, area.short, area.name, area.facts.get("also_delivered_as_da", ""))
        if name
    ]
    meant: dict[str, set[str]] = {}
    for name, area_id in names:
        meant.setdefault(fold_street(name), set()).add(area_id)
    near = {folded: ids.pop() for folded, ids in meant.items() if len(ids) == 1}
    return near | {fold_text(name): area_id for name, area_id in names}


def place_by_name(opened: OpenedExtract, column: Column, cells: pa.ChunkedArray, plan: Plan) -> pa.Array:
    """The area id of each row of a table that is delivered by area: by its id, short name or full name. Called for each
    file of such a source. cells: the texts of the area column. A name that the plan does not know raises `Stop`. A part
    of a merged area keeps its own id; `measure` adds the parts up."""
    id_by_name = _index_area_names(plan)

    def find_area(text: str) -> str:
        """The area id of a name; called for each distinct name in the file. A name that the plan lacks is a
        `ValueError`, which `read_cells` turns into a `Stop` with row and column."""
        if (area_id := id_by_name.get(fold_text(text)) or id_by_name.get(fold_street(text))) is None:
            raise ValueError
        return area_id

    return read_cells(opened, column, cells, find_area, pa.string())

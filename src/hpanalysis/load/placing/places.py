"""The area of each row, by address, by department or by the area's name. Each text or department is looked up once."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from hpanalysis.definitions.model import Column
from hpanalysis.load.columns import OpenedExtract, read_cells
from hpanalysis.load.placing.address_tally import AddressTally
from hpanalysis.load.placing.addresses import AreaByAddress
from hpanalysis.load.placing.departments import AreaByDepartment
from hpanalysis.load.values import fold_text
from hpanalysis.plan import Plan

DEPARTMENT = ("organisation", "afdeling", "blok")
AREA_NAME = "omraade"


def place_by_address(
    opened: OpenedExtract, column: Column, cells: pa.ChunkedArray, plan: Plan
) -> tuple[pa.Array, AddressTally]:
    """The areas (null outside), and what the addresses turned out to be."""
    areas = AreaByAddress(plan)
    cells = read_cells(opened, column, cells, str, pa.string()).dictionary_encode()
    texts = cells.dictionary.to_pylist()
    found = [areas.find(text) for text in texts]
    counted = pc.value_counts(cells.indices)
    rows = dict(zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True))
    tally = AddressTally.of(
        (text, each, rows[place]) for place, (text, each) in enumerate(zip(texts, found, strict=True))
    )
    return pa.array([each.area_id for each in found], pa.string()).take(cells.indices), tally


def place_by_department(columns: dict[str, pa.Array], plan: Plan) -> tuple[dict[str, pa.Array], int]:
    """The columns organisation, as the plan spells it, and area_id (null outside); and how many rows tell no block
    where only the block could place them.
    """
    departments = AreaByDepartment(plan)
    homes = [departments.home(*row) for row in zip(*(columns[name].to_pylist() for name in DEPARTMENT), strict=True)]
    names = [departments.name(name) for name in columns["organisation"].to_pylist()]
    placed = {
        "organisation": pa.array(names, pa.string()),
        "area_id": pa.array([home.area_id for home in homes], pa.string()),
    }
    return placed, sum(not home.placed for home in homes)


def place_by_name(opened: OpenedExtract, column: Column, cells: pa.ChunkedArray, plan: Plan) -> pa.Array:
    """The areas of a table delivered by area: by id, short or full name. A name the plan does not know stops.

    A part of a merged area is told by itself; what the parts are together is for `measure` to say.
    """
    areas = (*plan.areas_as_printed, *plan.all_areas)
    known = {fold_text(name): area.id for area in areas for name in (area.id, area.short, area.name)}

    def area(text: str) -> str:
        if (found := known.get(fold_text(text))) is None:
            raise ValueError
        return found

    return read_cells(opened, column, cells, area, pa.string())

"""The area of each row, by address, by department or by the area's name.

Each distinct text is looked up once, because an extract has far more rows than addresses.
"""

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
    """The area id of each row (null outside the areas), and the tally of how the addresses were recognised. Called for
    each file with addresses that is loaded. cells: the texts of the address column."""
    areas = AreaByAddress(plan)
    encoded = read_cells(opened, column, cells, str, pa.string()).dictionary_encode()
    texts = encoded.dictionary.to_pylist()
    matches = [areas.find(text) for text in texts]
    counted = pc.value_counts(encoded.indices)
    rows = dict(zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True))
    tally = AddressTally.of(
        (text, match, rows[place]) for place, (text, match) in enumerate(zip(texts, matches, strict=True))
    )
    return pa.array([match.area_id for match in matches], pa.string()).take(encoded.indices), tally


def place_by_department(columns: dict[str, pa.Array], plan: Plan) -> tuple[dict[str, pa.Array], int]:
    """Place the rows of a file by organisation, department and block: two columns, and a number of rows not placed.

    Called when the columns of a file that gives departments are read. The columns returned are organisation (as the
    plan spells it) and area_id (null outside the areas). The number is of rows that name no block where only the block
    could place them; their area_id is null too.
    """
    departments = AreaByDepartment(plan)
    rows = zip(*(columns[name].to_pylist() for name in DEPARTMENT), strict=True)
    areas = [departments.find(*row) for row in rows]
    names = [departments.spell_organisation(name) for name in columns["organisation"].to_pylist()]
    placed = {
        "organisation": pa.array(names, pa.string()),
        "area_id": pa.array([area.area_id for area in areas], pa.string()),
    }
    return placed, sum(not area.placed for area in areas)


def place_by_name(opened: OpenedExtract, column: Column, cells: pa.ChunkedArray, plan: Plan) -> pa.Array:
    """The area id of each row of a table that is delivered by area: by its id, short name or full name. Called for each
    file of such a source. cells: the texts of the area column. A name that the plan does not know raises `Stop`. A part
    of a merged area keeps its own id; `measure` adds the parts up."""
    areas = (*plan.areas_as_printed, *plan.all_areas)
    id_by_name = {fold_text(name): area.id for area in areas for name in (area.id, area.short, area.name)}

    def find_area(text: str) -> str:
        """The area id of a name; called for each distinct name in the file. A name that the plan lacks is a
        `ValueError`, which `read_cells` turns into a `Stop` with row and column."""
        if (area_id := id_by_name.get(fold_text(text))) is None:
            raise ValueError
        return area_id

    return read_cells(opened, column, cells, find_area, pa.string())

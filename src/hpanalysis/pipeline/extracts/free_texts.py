"""Free texts of the extracts, held against the persons of all extracts when every delivery is loaded."""

from __future__ import annotations

from collections.abc import Sequence

from hpanalysis.cpr import Persons
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.extracts import frame_records
from hpanalysis.pipeline.extracts.loading import Delivery, place_finding
from hpanalysis.pipeline.storage.files import remove_file
from hpanalysis.workspace import Workspace


def find_in_free_texts(
    workspace: Workspace, deliveries: Sequence[Delivery], persons: Persons | None, last: HalfYear
) -> list[str]:
    """The Danish findings on free texts that hold the CPR number of a person of any extract, spelled so that it could
    be something else. Called when all deliveries of a run are loaded (`last` is its half-year), for one may hold the
    number of somebody in another. The frame is removed with its record, and so the delivery is read anew next time. A
    frame whose extract is deleted is not asked about: it was accepted, and is the only copy."""
    findings: list[str] = []
    if persons is None:
        return findings
    for delivery in deliveries:
        named = delivery.source.name, delivery.half_year
        record = frame_records.read_record(workspace, *named) if delivery.files else None
        for finding, tokens in record.doubtful.items() if record else ():
            if any(persons.knows_token(bytes.fromhex(token)) for token in tokens):
                findings.append(place_finding(finding, delivery.half_year, last))
                frame_records.forget(workspace, *named)
                remove_file(workspace.frame(*named))
    return findings

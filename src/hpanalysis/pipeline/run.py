"""`hpanalysis run`: a half-year, from raw extracts to published reports."""

from __future__ import annotations

import os
from functools import partial

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.half_year import gates, inputs, leave_record, tables
from hpanalysis.pipeline.publication import publication_records
from hpanalysis.pipeline.publish_run import Result, Steps, publish_run
from hpanalysis.pipeline.storage import run_lock, run_log
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication


def run_half_year(
    publication: Publication[HalfYear],
    jobs: int = os.cpu_count() or 1,
    progress: Progress | None = None,
    *,
    publish_again: bool = False,
) -> Result:
    """Make a half-year's publication, or find that it is up to date; `Stop` names what is in the way. Called by
    `hpanalysis run`, and by `verify --raw` when a package's half-year is made again. Another run in the same folders is
    waited for. jobs: notebooks at once, by default one a core. progress: None where nobody watches the run.
    publish_again: whether a half-year whose inputs have changed may be published anew though something refers to it."""
    progress, workspace = progress or Progress(), publication.workspace
    steps = Steps(
        read_inputs=partial(inputs.read_inputs, publication, publish_again=publish_again),
        heal=tables.heal,
        make_tables=tables.make_tables,
        write_data_files=tables.write_data_files,
        pass_gates=gates.pass_gates,
        stop_if_changed=inputs.stop_if_changed,
        list_warnings=gates.list_warnings,
    )
    with run_lock.hold_folders(workspace.processed, workspace.reports, progress=progress):
        started = run_log.now()
        watched = leave_record.watch(publication)
        leave_record.tell_changes(publication, watched, progress)
        publication_records.finish_interrupted_run(workspace)
        result = publish_run(steps, jobs, progress)
        if result.changed:
            run_log.write_run_log(publication, jobs, progress, started)
        leave_record.leave_record(publication, watched, result)
        return result

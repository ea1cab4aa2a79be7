"""koerselslog.json in data/processed/<half-year>: how long the latest run took, on what machine. Not published."""

from __future__ import annotations

import json
import os
import platform
import sys
from datetime import UTC, datetime

from hpanalysis.definitions.windows import HalfYear
from hpanalysis.pipeline.storage.files import write_text
from hpanalysis.pipeline.storage.progress import Progress
from hpanalysis.publications import Publication

FILE = "koerselslog.json"


def now() -> datetime:
    """The time now, in UTC; called as a run begins and as its log is written."""
    return datetime.now(UTC)


def write_run_log(publication: Publication[HalfYear], jobs: int, progress: Progress, started: datetime) -> None:
    """Write koerselslog.json of a half-year's run: seconds a step (of progress), its beginning (started) and end in
    UTC, and the machine. Called at the end of a run that made something. jobs: notebooks at once."""
    log = {
        "half_year": str(publication.period),
        "edition": publication.edition.value,
        "started": started.isoformat(timespec="seconds"),
        "ended": now().isoformat(timespec="seconds"),
        "seconds": {step: round(seconds, 3) for step, seconds in progress.seconds.items()},
        "jobs": jobs,
        "cpu_count": os.cpu_count(),
        "machine": platform.platform(),
        "python": sys.version,
    }
    write_text(json.dumps(log, ensure_ascii=False, indent=1) + "\n", publication.internal / FILE)

"""The ledger: what the publications show and hide, and the log that chains each publication to the one before.

udgivelseslog.json lies in every published folder and holds an entry a publication, in the order they were made, that
folder's own the last: half_year, indicators_sha256 (of its indicators.csv) and before (sha256 of the entry before, ""
for the first). A half-year published anew has a further entry at the end; the log only ever grows. A chain does not
show a tail that was cut off, nor a history made anew from its first entry: for that a digest must lie elsewhere, such
as in the board's minutes.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from hpanalysis import publications
from hpanalysis.definitions.windows import HalfYear
from hpanalysis.errors import Stop
from hpanalysis.pipeline.storage import digests
from hpanalysis.published.names import CORRECTIONS_CSV, FIGURES_CSV, LOG_JSON, MONTHS_CSV
from hpanalysis.tables import KEY

_FORMAT = 1
# What a reader knows of a figure, as it is printed.
_TOLD = ["status", "numerator", "denominator"]
_AS_PUBLISHED = "Læg den udgivne mappe tilbage, som den var, og kør igen."


@dataclass(frozen=True)
class Entry:
    """A publication in the log: its half-year, the sha256 of its indicators.csv and the digest of the entry before.
    Read from udgivelseslog.json, or made when a half-year is published. before is "" in the first entry."""

    half_year: str
    indicators_sha256: str
    before: str

    @property
    def digest(self) -> str:
        """The sha256 of this entry (hexadecimal), which the next entry of the log holds as its `before`. Read when the
        log is checked, and when an entry is added."""
        text = f"{self.half_year} {self.indicators_sha256} {self.before}"
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


Log = tuple[Entry, ...]


def _make_edited_error(place: str, wrong: str, do: str = _AS_PUBLISHED) -> Stop:
    """The error for a publication that is not what the publication log says, or has a table that cannot be read. Called
    when the log or the published tables are read. place: the file or folder at fault. wrong, do: what is wrong and what
    to do, in Danish."""
    return Stop(
        f"{wrong} Intet er udgivet.",
        place=f"»{place}«",
        expected="udgivelserne, som de blev lavet: Nye tal beskyttes sammen med alt, der er udgivet før.",
        do=do,
    )


def make_unreadable_error() -> Stop:
    """The error for a published table that cannot be read, though no log tells that it was edited. Called as the inputs
    of a half-year are looked at, when the published figures that it is compared with are read."""
    return _make_edited_error(
        "reports", f"En udgiven {FIGURES_CSV}, {CORRECTIONS_CSV} eller {MONTHS_CSV} kan ikke læses."
    )


def _read_log_file(path: Path) -> Log:
    """The entries of one folder's udgivelseslog.json, none where there is no such file. Called for each published
    half-year as the inputs of a run or of `hpanalysis check` are looked at. `Stop` where the file cannot be read, or an
    entry does not have the digest of the entry before it."""
    if not path.is_file():
        return ()
    place = f"{path.parent.name}/{path.name}"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        found = tuple(Entry(**entry) for entry in content["entries"])
    except (ValueError, KeyError, TypeError):
        raise _make_edited_error(place, "Udgivelsesloggen kan ikke læses.") from None
    if any(entry.before != before for entry, before in zip(found, ["", *(e.digest for e in found)], strict=False)):
        raise _make_edited_error(place, "Udgivelsesloggen er ændret efter udgivelsen.")
    return found


def _find_longest(folders: dict[HalfYear, Path]) -> Log:
    """The log of the publication made last: the longest, of which every other must be the beginning; else `Stop`. Empty
    where nothing is published. Called when a run of a half-year or `hpanalysis check` reads the log. folders: half-year
    -> its published folder."""
    logs = {half: _read_log_file(folder / LOG_JSON) for half, folder in folders.items()}
    longest = max(logs.values(), key=len, default=())
    for half, log in logs.items():
        if log != longest[: len(log)]:
            raise _make_edited_error(
                f"{half}/{LOG_JSON}", "Udgivelsesloggen passer ikke med loggen i de andre udgivelser."
            )
    return longest


def read_log(reports: Path, only: Collection[HalfYear]) -> Log:
    """The log of the publications in the folder `reports`, of the half-years in `only`. A publication that is in no log
    has its entry in the result, oldest first; nothing is written.

    Called as the inputs of a half-year's run and of `hpanalysis check` are looked at. `Stop` names the file if a
    publication is not what the log says (edited, replaced or taken away), or if a log cannot be read, is edited or does
    not go with the others.
    """
    folders = {half: folder for half, folder in publications.find_half_years(reports).items() if half in only}
    log = _find_longest(folders)
    _stop_if_superseded_edited(reports, only, log)
    latest = {entry.half_year: entry.indicators_sha256 for entry in log}
    named = {str(half): folder for half, folder in folders.items()}
    for half, told in latest.items():
        folder = named.get(half)
        if folder is None:
            raise _make_edited_error(half, "Udgivelsen står i udgivelsesloggen, men mappen mangler.")
        if digests.digest_file(folder / FIGURES_CSV) != told:
            raise _make_edited_error(f"{half}/{FIGURES_CSV}", "Filen er ændret efter udgivelsen.")
    for half, folder in named.items():
        if half not in latest:
            log = _append_entry(log, half, digests.digest_file(folder / FIGURES_CSV))
    return log


def _stop_if_superseded_edited(reports: Path, only: Collection[HalfYear], log: Log) -> None:
    """`Stop` if an edition that was replaced is not as the log tells: its own log must be how `log` began, and its
    figures those of that log's last entry. Called when the log is read. only: the half-years that count."""
    for one in publications.find_superseded(reports):
        own = _read_log_file(one.folder / LOG_JSON)
        if one.half_year not in only or not own:
            continue
        name = one.folder.name
        if own != log[: len(own)]:
            raise _make_edited_error(
                f"{name}/{LOG_JSON}", "Udgivelsesloggen passer ikke med loggen i de andre udgivelser."
            )
        if digests.digest_file(one.folder / FIGURES_CSV) != own[-1].indicators_sha256:
            raise _make_edited_error(f"{name}/{FIGURES_CSV}", "Filen er ændret efter udgivelsen.")


def _append_entry(log: Log, half_year: str, digest: str) -> Log:
    """The log with one entry more at its end. digest: the sha256 of the half-year's indicators.csv. Called when the log
    is read, for a publication without an entry, and when a half-year's own entry is added."""
    return (*log, Entry(half_year, digest, log[-1].digest if log else ""))


def _digest_text(text: str) -> str:
    """The sha256 of a text as UTF-8. Called on indicators.csv before it is written, to compare it with the log and to
    enter it there."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def find_last_place(log: Log, half_year: HalfYear) -> int:
    """The place of a half-year's latest entry in the log, -1 where it has none. Called to see what was published before
    a half-year and what after it."""
    return max((place for place, entry in enumerate(log) if entry.half_year == str(half_year)), default=-1)


def read_place(folder: Path) -> int | None:
    """The place in the log of the edition in a published folder: its own udgivelseslog.json ends with its entry. None
    where it has no log. Called for each edition that a run may build on. `Stop` where the log cannot be read."""
    log = _read_log_file(folder / LOG_JSON)
    return len(log) - 1 if log else None


def extend_log(log: Log, half_year: HalfYear, figures: str, *, anew: bool = False) -> Log:
    """The publication log with a half-year's entry last. log: as it is published now; figures: its indicators.csv.

    Called in a half-year's run, for the manifest and for udgivelseslog.json. A half-year made again with the same
    figures gets the log that it had: what was entered after it is left out, so that its folder has the same bytes. With
    other figures, or where it is published again beside the earlier edition (anew), a new entry comes after all the
    others.
    """
    place = find_last_place(log, half_year)
    if not anew and place >= 0 and log[place].indicators_sha256 == _digest_text(figures):
        return log[: place + 1]
    return _append_entry(log, str(half_year), _digest_text(figures))


def format_log_json(log: Log) -> str:
    """The text of udgivelseslog.json, the publication log. Called when the data files of a half-year are written."""
    return json.dumps({"format": _FORMAT, "entries": [asdict(entry) for entry in log]}, indent=1) + "\n"


def _read_texts(source: Path | io.StringIO) -> pd.DataFrame:
    """A CSV file of figures, published or about to be, as a table of texts, an empty cell as "". Called when published
    figures are read for disclosure control, or compared with the new ones."""
    return pd.read_csv(source, dtype=str, keep_default_na=False, encoding="utf-8")


def find_changed_figures(folder: Path, figures: str) -> list[str]:
    """The ids (indicator/window/area) of the figures that a half-year would tell otherwise than its publication does,
    sorted; a figure in one of the two alone differs too. Called when a half-year whose inputs have changed may not be
    published without being asked. folder: the publication's. figures: the text of the new indicators.csv."""
    before, now = _read_texts(folder / FIGURES_CSV), _read_texts(io.StringIO(figures))
    both = before[[*KEY, *_TOLD]].merge(now[[*KEY, *_TOLD]], on=KEY, how="outer", suffixes=("_before", "_now"))
    same = [both[f"{name}_before"].fillna("") == both[f"{name}_now"].fillna("") for name in _TOLD]
    changed = both[~pd.concat(same, axis=1).all(axis=1)]
    return sorted("/".join(key) for key in zip(*(changed[name] for name in KEY), strict=True))


def _read_replaced_numbers(folder: Path, spans: pd.DataFrame) -> pd.DataFrame:
    """The earlier numbers that a publication's rettelser.csv gives, which readers know though their own publication may
    be gone. Called for each publication whose figures a run or `hpanalysis check` reads. folder: where it lies. spans:
    first and last day of its windows, which are added to the rows. No rows where it has no rettelser.csv."""
    if not (folder / CORRECTIONS_CSV).is_file():
        return spans.iloc[:0]
    rows = _read_texts(folder / CORRECTIONS_CSV)
    rows = rows[rows["numerator_before"] != ""].rename(columns={f"{name}_before": name for name in _TOLD})
    return rows[[*KEY, *_TOLD]].merge(spans, on=KEY[:2])


def read_published_figures(folders: Mapping[HalfYear, Path]) -> pd.DataFrame | None:
    """The rows of the half-years' indicators.csv, oldest first, and the earlier numbers that rettelser.csv gives, which
    readers know too; None without any. Called once in a run, before it is chosen what to hide. folders: half-year ->
    where the publication lies that the run builds on."""
    tables = []
    for half, folder in folders.items():
        table = _read_texts(folder / FIGURES_CSV)
        spans = table[[*KEY[:2], "window_start", "window_end"]].drop_duplicates(KEY[:2])
        tables.append(_read_replaced_numbers(folder, spans).assign(published_in=f"{half}/{CORRECTIONS_CSV}"))
        tables.append(table[[*KEY, "window_start", "window_end", *_TOLD]].assign(published_in=str(half)))
    if not tables:
        return None
    whole = pd.concat(tables, ignore_index=True)
    return whole.assign(**{name: pd.to_numeric(whole[name].replace("", None)) for name in ("numerator", "denominator")})

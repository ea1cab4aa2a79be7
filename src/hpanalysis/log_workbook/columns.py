"""What a sheet of the logs' workbook is: which entries of a log it holds, and what stands in each of its columns."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from hpanalysis.workbooks.columns import Column, Table


@dataclass(frozen=True, kw_only=True)
class Sheet(Table):
    """A sheet with a row an entry. key: the log's list of entries; a list within a meeting has `meetings` as parent,
    and its first columns name the meeting. Declared in `sheets`."""

    file: str  # of followup.FOLLOWUP and EMERGENCY; "" for the sheet that tells of both logs
    key: str
    identity: tuple[str, ...]  # the keys by which an entry is the same though it has changed
    model: type[BaseModel] | None = None  # of an entry
    parent: str = ""

    @property
    def parent_columns(self) -> tuple[Column, ...]:
        """The columns that name the meeting; none on a sheet whose entries stand by themselves. Read by those who write
        and read rows."""
        return self.columns[:2] if self.parent else ()

    @property
    def own_columns(self) -> tuple[Column, ...]:
        """The columns that fill the entry itself. Read by those who write and read rows."""
        return self.columns[len(self.parent_columns) :]

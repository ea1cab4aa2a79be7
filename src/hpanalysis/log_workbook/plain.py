"""A log in its plain form: what its YAML file says, every value as text, nothing that is left out or a default.

It is the form between the logs and the workbook: rows are made of it and read into it, YAML is written of it, and two
logs are compared by it.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from hpanalysis.followup import EmergencyLog, Log
from hpanalysis.workbooks.value_text import write_value

Plain = dict[str, Any]  # key of the file -> text, list or mapping of the same


def _to_plain(value: object) -> Any:
    """A value of a log in its plain form. Called for each field of a log, and for what is in it."""
    if isinstance(value, BaseModel):
        return _list_fields(value)
    if isinstance(value, list):
        return [_to_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _to_plain(each) for key, each in value.items()}
    return write_value(value)


def _list_fields(model: BaseModel) -> Plain:
    """The fields of an entry or a log by the keys of the file, in the model's order; without those that are empty or
    have their default. Called for each entry, and for the log as a whole."""
    plain: Plain = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value is not None and (field.is_required() or value != field.default):
            plain[field.alias or name] = _to_plain(value)
    return plain


def to_plain(log: Log | EmergencyLog) -> Plain:
    """A log in its plain form. Called for the logs as they are, and for what is read of a workbook."""
    return _list_fields(log)

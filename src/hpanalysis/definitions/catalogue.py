"""Find the declared indicators, sources and target groups: one file each, its name is its key, no list to extend."""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from hpanalysis.definitions import bridges
from hpanalysis.definitions.model import Indicator, Source, TargetGroup

T = TypeVar("T")

# A folder of further indicator files, for a definition under trial that is not in the package yet.
EXTRA_FOLDER = "HPANALYSIS_INDICATORS"


class BadDefinition(Exception):
    """A definition file does not declare what its folder promises: a mistake of whoever wrote it. Raised when the
    declared indicators, sources or reports are first looked up; it names the file."""


def find_declared(package: str, attribute: str, kind: type[T]) -> dict[str, T]:
    """What each module of a package declares, by the module's name; `BadDefinition` names one without that, or with
    another kind of thing there.

    Called once in a process for the indicators, for the sources and for the reports (`report.catalogue`). package: its
    dotted name; attribute: the name that each module gives what it declares, such as INDICATOR; kind: what that must
    be.
    """
    found = {}
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        value = getattr(importlib.import_module(f"{package}.{module.name}"), attribute, None)
        if not isinstance(value, kind):
            raise BadDefinition(f"{package.replace('.', '/')}/{module.name}.py declares no {attribute}.")
        found[module.name] = value
    return found


def read_extra_folder(variable: str, attribute: str, kind: type[T]) -> dict[str, T]:
    """What each file declares in the folder that an environment variable names, by the file's name without .py. Called
    for indicators and reports that are under trial. Empty where the variable is not set. attribute: the name that each
    file gives what it declares; kind: what that must be, else `BadDefinition`."""
    found = {}
    for path in _extra_files(variable):
        spec = importlib.util.spec_from_file_location(f"hpanalysis_extra_{path.stem}", path)
        assert spec is not None and spec.loader is not None  # for the path of a .py file there is always a loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        value = getattr(module, attribute, None)
        if not isinstance(value, kind):
            raise BadDefinition(f"{path.name} declares no {attribute}.")
        found[path.stem] = value
    return found


def _extra_files(variable: str) -> list[Path]:
    """The .py files of the folder that an environment variable names, by name; none where it is not set. Called when
    the indicators or reports under trial, which these files declare, are loaded, and when their texts are read as a
    part of the code."""
    folder = os.environ.get(variable)
    return sorted(Path(folder).glob("*.py")) if folder else []


def read_trial_texts(variable: str = EXTRA_FOLDER) -> list[str]:
    """The texts of the definitions (or reports) under trial, which are kept outside the program, by file name. Called
    when the code of a run is digested, because they are a part of it, and when a half-year is packed, because there may
    be none then. variable: the environment variable that names their folder; an empty list where it is not set."""
    return [path.read_text(encoding="utf-8") for path in _extra_files(variable)]


@cache
def indicators() -> dict[str, Indicator]:
    """Every declared indicator by its key, in alphabetical order of keys; found at the first call and kept. Called
    wherever a figure's definition is needed. Files in the folder named by the environment variable
    HPANALYSIS_INDICATORS come in addition. `BadDefinition` names one whose versions cannot be counted as they say."""
    found = find_declared("hpanalysis.definitions.indicators", "INDICATOR", Indicator)
    declared = dict(sorted((found | read_extra_folder(EXTRA_FOLDER, "INDICATOR", Indicator)).items()))
    if faults := [fault for key in declared for fault in bridges.find_faults(key, declared)]:
        raise BadDefinition("\n".join(faults))
    return declared


@cache
def sources() -> dict[str, Source]:
    """Every declared source by its key, in alphabetical order of keys; found at the first call and kept. Called
    wherever extracts are asked for, loaded, checked or shown."""
    return find_declared("hpanalysis.definitions.sources", "SOURCE", Source)


@cache
def target_groups() -> dict[str, TargetGroup]:
    """Every declared target group by its key, in alphabetical order of keys; found at the first call and kept. Called
    when activities.csv is held against them, and wherever reach is measured, protected or shown."""
    return find_declared("hpanalysis.definitions.target_groups", "TARGET", TargetGroup)


def list_indicators_of(source: Source) -> list[str]:
    """Keys of the indicators that are computed from a source, in alphabetical order; empty for a residence history.
    Called when deliveries are checked, to name the figures that a fault touches, and to find which columns and which
    window of time the source's figures need."""
    return [key for key, indicator in indicators().items() if source in indicator.sources]


def find_related(key: str, declared: Mapping[str, Indicator]) -> set[str]:
    """The keys of the indicators that a relation puts over the same denominator as `key`, itself among them.

    Called when indicators are put in families for corrections (`corrections.family`). They are its parts, its sum, and
    its fellows of a classification (`Indicator.category_of`, `sum_of`, `part_of`), as far as they are among those
    `declared`. Such indicators can tell each other's numbers, so corrections look at them together.
    """
    own = declared[key]
    fellows = {other for other, each in declared.items() if own.category_of and each.category_of == own.category_of}
    return {other for other in (*own.sum_of, *own.part_of, *fellows) if other in declared} | {key}

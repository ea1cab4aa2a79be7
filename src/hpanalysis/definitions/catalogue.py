"""Find the declared indicators and sources: one file each, its name is its key, no list to extend."""

from __future__ import annotations

import importlib
import importlib.util
import os
import pkgutil
from functools import cache
from pathlib import Path

from hpanalysis.definitions.model import Indicator, Source

# A folder of further indicator files, for a definition under trial that is not in the package yet.
EXTRA_FOLDER = "HPANALYSIS_INDICATORS"


class BadDefinition(Exception):
    """A definition file does not declare what its folder promises."""


def _declared(package: str, attribute: str, kind: type) -> dict:
    found = {}
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        value = getattr(importlib.import_module(f"{package}.{module.name}"), attribute, None)
        if not isinstance(value, kind):
            raise BadDefinition(f"{package.replace('.', '/')}/{module.name}.py declares no {attribute}.")
        found[module.name] = value
    return found


def _extra(folder: Path) -> dict[str, Indicator]:
    found = {}
    for path in sorted(folder.glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"hpanalysis_extra_{path.stem}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        if not isinstance(getattr(module, "INDICATOR", None), Indicator):
            raise BadDefinition(f"{path.name} declares no INDICATOR.")
        found[path.stem] = module.INDICATOR
    return found


def extra_texts() -> list[str]:
    """The texts of the indicator files under trial, by file name; none without such a folder."""
    folder = os.environ.get(EXTRA_FOLDER)
    return [path.read_text(encoding="utf-8") for path in sorted(Path(folder).glob("*.py"))] if folder else []


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its key, in alphabetical order of keys.

    Files in the folder named by the environment variable HPANALYSIS_INDICATORS come in addition.
    """
    found = _declared("hpanalysis.definitions.indicators", "INDICATOR", Indicator)
    if folder := os.environ.get(EXTRA_FOLDER):
        found |= _extra(Path(folder))
    return dict(sorted(found.items()))


@cache
def sources() -> dict[str, Source]:
    """Every source by its key, in alphabetical order of keys."""
    return _declared("hpanalysis.definitions.sources", "SOURCE", Source)


def indicators_of(source: Source) -> list[str]:
    """Keys of the indicators that are computed from a source."""
    return [key for key, indicator in indicators().items() if source in indicator.sources]

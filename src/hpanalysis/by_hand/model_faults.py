"""What a model refuses in a YAML file -> where it stands and what was expected, in Danish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from hpanalysis.by_hand.strict_yaml import find_line
from hpanalysis.by_hand.values import NotPlain

SPLIT, SPLIT_FORMS = "Et tal er delt i to ved sit komma.", "punktum i et tal, der står mellem { }, fx 412.5."


@dataclass(frozen=True)
class Fault:
    """A value of a YAML file that its model refused. Made by `list_faults`, for each reader's own message."""

    line: int  # of the file, from 1
    location: tuple[int | str, ...]  # keys and places in lists, from 0
    kind: str  # pydantic's name of the fault, such as `missing`
    why: str  # a Danish clause on what the value is; "" where its own reader says nothing
    expected: str  # the forms that are read, with a full stop; "" where the model alone knows

    @property
    def dotted(self) -> str:
        """The key with the keys above it, as messages name it: `comments.0.date`. Read for the message about a value of
        a YAML file that was refused."""
        return ".".join(map(str, self.location))

    @property
    def wrong(self) -> str:
        """What is wrong with the key, as the end of a Danish sentence that names the key, without a full stop. Read by
        `sentence`, and for the message on a log, whose reader names the key itself."""
        if self.kind == "extra_forbidden":
            return "kendes ikke"
        why = f" (værdien {self.why})" if self.why else ""
        return "mangler" if self.kind == "missing" else f"har ikke den rigtige form{why}"

    @property
    def sentence(self) -> str:
        """The Danish sentence on what is wrong, with the whole key, or that a number was split in two by its comma. For
        files in which nobody would write a person's name as a key: read by the readers of params, plan.yaml and
        demo.yaml, for the `Stop` that they raise."""
        return SPLIT if self.is_split else f"Nøglen {self.dotted} {self.wrong}."

    @property
    def is_split(self) -> bool:
        """Whether the key that is not known is the decimals of a number, because between { } a comma parts keys:
        `{hours: 412,5}` has the key 5. Read when the message on a refused key in a YAML file is written."""
        return self.kind == "extra_forbidden" and str(self.location[-1]).isdigit()


def list_faults(path: Path, error: ValidationError) -> list[Fault]:
    """List what a model refused in a YAML file that `strict_yaml` has read, in the model's order; at least one. Called
    by each reader of such a file for its message."""
    faults = []
    for details in error.errors():
        cause = details.get("ctx", {}).get("error")
        why, forms = (str(cause), cause.forms) if isinstance(cause, NotPlain) else ("", "")
        line = find_line(path, details["loc"])
        fault = Fault(line, details["loc"], details["type"], why, f"{forms}." if forms else "")
        faults.append(replace(fault, expected=SPLIT_FORMS) if fault.is_split else fault)
    return faults

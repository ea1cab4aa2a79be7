"""Expected failures: a message in Danish, an exit code, no traceback, never a person's value.

Every message has the same parts in the same order: file and place, what is wrong, what was expected, what to do, whom
to ask. What may be a CPR number in any of them is not printed: a name or a cell may hold one where none belongs.
"""

from __future__ import annotations

import errno
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

# Exit codes of the command line.
DONE, FAILED, WRONG_USE = 0, 1, 2


def format_finding(place: str, wrong: str, *, expected: str = "", do: str = "", ask: str = "") -> str:
    """Write a message as it is shown to an analyst: place, what is wrong, what was expected, what to do, whom to ask.

    Called for every `Stop` and for findings that stop nothing. Every part is Danish with its own full stop; those that
    are empty are left out. Whatever may be a CPR number is replaced by `…`. Where the name of a file is not shown
    (`cpr.show_name`), the message says how to find the file.

    `Skoledata.csv: Filen er tom. Ventet: mindst én række. Gør sådan: Bed om et nyt udtræk. Spørg: leverandøren.`
    """
    from hpanalysis.cpr import FIND_NAMELESS, NAMELESS, mask_numbers

    if place.startswith(NAMELESS):
        place, do = place[0].upper() + place[1:], f"{FIND_NAMELESS} {do}".strip()
    parts = [f"{place}: {wrong}" if place else wrong]
    parts += [f"{word}: {text}" for word, text in (("Ventet", expected), ("Gør sådan", do), ("Spørg", ask)) if text]
    return mask_numbers(" ".join(parts))


class Stop(Exception):
    """Something in the data, the params or a notebook is wrong: the run ends with exit code 1 and publishes nothing;
    what was published stands. Raised anywhere in a run, and caught by the command line, which prints it."""

    exit_code = FAILED

    def __init__(self, wrong: str, *, place: str = "", expected: str = "", do: str = "", ask: str = "") -> None:
        """Write the message out of its parts (`format_finding`), in Danish; all but `wrong` may be empty. Called
        wherever something is found wrong. place: such as the file."""
        super().__init__(format_finding(place, wrong, expected=expected, do=do, ask=ask))

    def _render_traceback_(self) -> list[str]:
        """Return the lines that IPython shows of the error in a notebook: the message alone. Called by IPython, under
        this name, when a cell raises the error. A traceback would tell an analyst nothing."""
        return [str(self)]


class WrongUse(Stop):
    """The command was called wrongly: exit code 2. Raised for arguments and paths that cannot be used."""

    exit_code = WRONG_USE


# What a disk or a file server answers when it will not read or write: what is wrong, what to do.
_NO_ROOM = "Der er ikke plads nok på disken.", "Skaf plads, eller vælg en mappe på en anden disk, og kør igen."
_NO_RIGHT = "Der må ikke læses eller skrives i mappen.", "Få rettigheder til mappen, eller vælg en anden, og kør igen."
_GONE = "En fil eller mappe kan ikke nås mere.", "Se efter, om drevet er forbundet og mappen er der, og kør igen."
_ANSWERS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _NO_ROOM),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), _NO_RIGHT),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.EIO, errno.ENODEV, errno.ENXIO), _GONE),
}
# Only what the program names itself of a path is shown: a person's name or number may stand in the rest of it.
_KNOWN_FOLDER = re.compile(
    r"(?:data[\\/](?:raw|processed)|reports|params)(?:[\\/](?:20[0-9]{2}H[12]|regnskabsaar-20[0-9]{2}))?"
)


def _list_os_errors(error: BaseException | None) -> Iterator[tuple[int, str]]:
    """The errors of the operating system behind an error, each as its number and the path it is about ("" if unknown):
    the error itself, those that it was raised from, and the files that shutil could not copy. Called by
    `explain_no_access`."""
    while error is not None:
        if isinstance(error, OSError) and error.errno is not None:
            yield error.errno, str(error.filename2 or error.filename or "")
        # shutil.Error has no number: it lists what could not be copied, with each file's error as a text.
        for failed in error.args[0] if error.args and isinstance(error.args[0], list) else ():
            if number := re.search(r"\[Errno ([0-9]+)\]", str(failed)):
                yield int(number[1]), str(failed[1])
        error = error.__cause__ or error.__context__


def explain_no_access(error: BaseException) -> str:
    """One Danish sentence on a disk that is full, a folder that may not be read or written to, or one that went away;
    "" for any other error. Called for an unforeseen error that ends a command, or the making of a page in a worker's
    process; not for one in a notebook's cell, which is described by its type alone."""
    for number, path in _list_os_errors(error):
        if number in _ANSWERS:
            wrong, do = _ANSWERS[number]
            folder = _KNOWN_FOLDER.search(path)
            place = folder[0].replace("\\", "/") if folder else ""
            return format_finding(place, wrong, expected="en mappe med plads, som der må skrives i.", do=do)
    return ""


def describe_safely(error: BaseException) -> str:
    """Describe a foreseen error in its own words, and any other by its type and place in the code, because its message
    may hold a person's value. Called for an error that ends a command or a job of a worker process. Foreseen are
    `Stop`, errors with an attribute `said` (a failed notebook), and a disk that is full or cannot be written to."""
    if isinstance(error, Stop) or hasattr(error, "said"):
        return str(error)
    if explained := explain_no_access(error):
        return explained
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} i {Path(last.filename).name}, linje {last.lineno}"

"""A page -> a PDF: text that can be searched, tagged for a screen reader, with the page's title and bookmarks."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hpanalysis.errors import Stop
from hpanalysis.printing.browser import Browser

# A page takes one to three seconds; a browser that asks somebody something never ends.
TIMEOUT_SECONDS = 120

# Without window, questions and calls to its makers.
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    # No name is resolved, so neither a page nor the browser itself can reach the network.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)

_ON_PAPER = (
    "--generate-pdf-document-outline",
    "--no-pdf-header-footer",
    "--print-to-pdf-no-header",  # the same, as it was called before 2023
)

# The times of its making, as a PDF states them.
_CLOCK = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")
# The browser's own number of an element of the page, which a cell of a table refers to its head by.
_NODE = re.compile(rb"\(node(\d{8})\)")
# Where a link of the page leads on this machine: the browser writes the whole path.
_PLACE = re.compile(rb"/URI \((file:(?:\\.|[^\\()])*)\)", re.DOTALL)
# An address parted where a place within the page is named.
_AFTER_PAGE = re.compile(rb"([^#?]*)(.*)", re.DOTALL)


def _list_sandbox_flags() -> tuple[str, ...]:
    """Return the flag without which Chromium refuses to start for the superuser of Linux; nothing for other users.
    Called for each start. It turns the sandbox off: safe here, as the pages are our own and run no script."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def remove_clock(pdf: bytes) -> bytes:
    """Return the PDF without the times of its making, so that two printings are the same bytes. Called for each PDF
    made. Spaces replace them, because a PDF refers to its parts by their places in the file."""
    return _CLOCK.sub(lambda match: b" " * len(match[0]), pdf)


def renumber_nodes(pdf: bytes) -> bytes:
    """Return the PDF with its elements numbered from 1, for the browser counts on from what it did before, now and then
    one more. Called for each PDF made, so that two printings are the same bytes. Their order stays, because the list of
    them is sorted."""
    numbers = {number: b"(node%08d)" % place for place, number in enumerate(sorted(set(_NODE.findall(pdf))), 1)}
    return _NODE.sub(lambda match: numbers[match[1]], pdf)


def remove_places(pdf: bytes) -> bytes:
    """Return the PDF with no path of this machine in its links: of each only the name of the page that it leads to is
    left, so that nobody who is sent the file is told of folders and users. Called for each PDF made. Spaces keep its
    length, as in `remove_clock`."""

    def cut(match: re.Match[bytes]) -> bytes:
        """One link without its path. Called for each."""
        address = _AFTER_PAGE.match(match[1])
        assert address is not None  # the pattern takes any text
        name = b"/URI (" + address[1].rpartition(b"/")[2] + address[2] + b")"
        return name + b" " * (len(match[0]) - len(name))

    return _PLACE.sub(cut, pdf)


def _run_browser(browser: Browser, page: Path, *arguments: str, folder: Path) -> int:
    """Open a page in a browser without window until it is done; its exit code. `Stop` if it hangs or does not start.
    Called for each PDF or picture. arguments: further flags of Chromium, what to make and where. folder: where the
    browser keeps its profile, which is thrown away with it."""
    profile = f"--user-data-dir={folder / 'profil'}"
    command = [str(browser.program), *_QUIET, *_list_sandbox_flags(), profile, *arguments, page.as_uri()]
    nowhere = subprocess.DEVNULL
    try:
        return subprocess.run(
            command, timeout=TIMEOUT_SECONDS, check=False, stdin=nowhere, stdout=nowhere, stderr=nowhere
        ).returncode
    except subprocess.TimeoutExpired:
        raise _explain_failure(page, f"Den blev ikke færdig på {TIMEOUT_SECONDS} sekunder.") from None
    except OSError as error:
        raise _explain_failure(page, f"Den kunne ikke startes ({type(error).__name__}).") from None


def print_page(browser: Browser, page: Path, to: Path) -> None:
    """Print a page to the PDF file `to`, on the paper that its style names, whole or not at all; `Stop` if no whole PDF
    came of it. Called by `hpanalysis pdf` for each published report."""
    with _open_folder_beside(to) as folder:
        draft = folder / to.name
        code = _run_browser(browser, page, *_ON_PAPER, f"--print-to-pdf={draft}", folder=folder)
        pdf = draft.read_bytes() if draft.is_file() else b""
        if not (pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")):
            raise _explain_failure(page, f"Den endte med kode {code}.")
        draft.write_bytes(renumber_nodes(remove_places(remove_clock(pdf))))
        _move_to(draft, to)


def take_picture(browser: Browser, page: Path, to: Path, *, width: int, height: int) -> None:
    """Take a PNG, the file `to`, of the top of a page in a window of that size (pixels), in its light colours. Called
    by docs/take_pictures.py for the documentation. `Stop` if no picture came of it."""
    window = (f"--window-size={width},{height}", "--hide-scrollbars", "--force-device-scale-factor=1")
    with _open_folder_beside(to) as folder:
        draft = folder / to.name
        code = _run_browser(browser, page, *window, f"--screenshot={draft}", folder=folder)
        if not draft.is_file():
            raise _explain_failure(page, f"Den endte med kode {code}.")
        _move_to(draft, to)


@contextmanager
def _open_folder_beside(to: Path) -> Iterator[Path]:
    """Give a folder beside `to` for a file that is not done yet; it is removed at the end of the `with` block. Used
    while a PDF or picture is made. The folder is on the file's own disk, so that moving it is a mere rename."""
    with tempfile.TemporaryDirectory(dir=to.parent, prefix="paa-vej-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _move_to(draft: Path, to: Path) -> None:
    """Let a finished PDF or picture (draft) take its place; `Stop` if another program has the old one open. Called when
    a page has been printed or pictured, as the last step."""
    try:
        draft.replace(to)
    except PermissionError:  # Windows, while a reader has the file open
        raise Stop(
            f"»{to.name}« kan ikke skrives, fordi filen er åben i et andet program.",
            do="Luk filen, og kør igen.",
        ) from None


def _explain_failure(page: Path, why: str) -> Stop:
    """Make the `Stop` for a page that the browser made no PDF or picture of. Called where the browser does not start or
    finish, and where no whole file came of it. why: that cause, a Danish sentence."""
    return Stop(
        f"Browseren lavede ingen fil. {why}",
        place=f"»{page.name}«",
        expected="Chromium, Google Chrome eller Microsoft Edge fra 2023 eller senere.",
        do="Kør igen, eller peg på en anden browser med »--browser FIL«.",
        ask="it-afdelingen.",
    )

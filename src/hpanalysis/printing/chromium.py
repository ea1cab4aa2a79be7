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

_QUIET = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    # Whatever a page or the browser itself would ask for: no name and no address is found.
    "--host-resolver-rules=MAP * ~NOTFOUND",
)

_ON_PAPER = (
    "--generate-pdf-document-outline",
    "--no-pdf-header-footer",
    "--print-to-pdf-no-header",  # the same, as it was called before 2023
)

_CLOCK = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)")


def _list_sandbox_flags() -> tuple[str, ...]:
    """Chromium refuses to start in its sandbox for the superuser of Linux; the pages are our own and run nothing."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def remove_clock(pdf: bytes) -> bytes:
    """The same PDF without the times of its making; places in the file stay, so two printings are the same bytes."""
    return _CLOCK.sub(lambda found: b" " * len(found[0]), pdf)


def _run_browser(browser: Browser, page: Path, *arguments: str, folder: Path) -> int:
    """Open the page in a browser of its own, for the time it takes; its exit code."""
    profile = f"--user-data-dir={folder / 'profil'}"
    command = [str(browser.program), *_QUIET, *_list_sandbox_flags(), profile, *arguments, page.as_uri()]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.run(command, timeout=TIMEOUT_SECONDS, check=False, **quiet).returncode
    except subprocess.TimeoutExpired:
        raise _explain_failure(page, f"Den blev ikke færdig på {TIMEOUT_SECONDS} sekunder.") from None
    except OSError as error:
        raise _explain_failure(page, f"Den kunne ikke startes ({type(error).__name__}).") from None


def print_page(browser: Browser, page: Path, to: Path) -> None:
    """Print the page to the file `to`, on the paper that its style names. `Stop` if no whole PDF came of it.

    The file is written whole: made beside its place and then given its name.
    """
    with _open_folder_beside(to) as folder:
        made = folder / to.name
        code = _run_browser(browser, page, *_ON_PAPER, f"--print-to-pdf={made}", folder=folder)
        pdf = made.read_bytes() if made.is_file() else b""
        if not (pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")):
            raise _explain_failure(page, f"Den endte med kode {code}.")
        made.write_bytes(remove_clock(pdf))
        _take_place(made, to)


def take_picture(browser: Browser, page: Path, to: Path, *, width: int, height: int) -> None:
    """A PNG of the top of the page in a window so wide and high, by day. `Stop` if no picture came of it."""
    window = (f"--window-size={width},{height}", "--hide-scrollbars", "--force-device-scale-factor=1")
    with _open_folder_beside(to) as folder:
        made = folder / to.name
        code = _run_browser(browser, page, *window, f"--screenshot={made}", folder=folder)
        if not made.is_file():
            raise _explain_failure(page, f"Den endte med kode {code}.")
        _take_place(made, to)


@contextmanager
def _open_folder_beside(to: Path) -> Iterator[Path]:
    """A folder for what is not done yet, on the disk of the file to be, so that a rename is all that is left."""
    with tempfile.TemporaryDirectory(dir=to.parent, prefix="paa-vej-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _take_place(made: Path, to: Path) -> None:
    try:
        made.replace(to)
    except PermissionError:  # Windows, while a reader has the file open
        raise Stop(
            f"»{to.name}« kan ikke skrives, fordi filen er åben i et andet program.",
            do="Luk filen, og kør igen.",
        ) from None


def _explain_failure(page: Path, why: str) -> Stop:
    return Stop(
        f"Browseren lavede ingen fil. {why}",
        place=f"»{page.name}«",
        expected="Chromium, Google Chrome eller Microsoft Edge fra 2023 eller senere.",
        do="Kør igen, eller peg på en anden browser med »--browser FIL«.",
        ask="it-afdelingen.",
    )

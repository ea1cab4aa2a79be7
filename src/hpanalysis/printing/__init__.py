"""Pages -> PDF and pictures, by a Chromium that is on the machine. Nothing is fetched."""

from hpanalysis.printing.browser import Browser, find
from hpanalysis.printing.chromium import picture, print_page

__all__ = ["Browser", "find", "picture", "print_page"]

"""Pages -> PDF and pictures, by a Chromium that is on the machine already. Nothing is downloaded."""

from hpanalysis.printing.browser import Browser, find_browser
from hpanalysis.printing.chromium import print_page, take_picture

__all__ = ["Browser", "find_browser", "print_page", "take_picture"]

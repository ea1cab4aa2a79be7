"""Pages -> PDF and pictures, by a Chromium that is on the machine already. Nothing is downloaded."""

from hpanalysis.printing.browser import Browser, find_browser
from hpanalysis.printing.chromium import print_page, take_picture
from hpanalysis.printing.list_page import Printed, write_list_page

__all__ = ["Browser", "Printed", "find_browser", "print_page", "take_picture", "write_list_page"]

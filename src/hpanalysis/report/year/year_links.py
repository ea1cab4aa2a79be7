"""A piece of a half-year's page, shown on a page of the accounting year: its links lead into the half-year's folder."""

from __future__ import annotations

import re

from markupsafe import Markup

from hpanalysis.definitions.windows import HalfYear

# A link within the half-year's own folder: neither an anchor, nor a way up, nor an address.
_WITHIN = re.compile(r'href="(?!#|\.\./|[a-z]+:)([^"]+)"')


def make_href(half_year: HalfYear, file: str) -> str:
    """The address of a file in a half-year's folder, from a page of the accounting year, whose folder lies beside it.
    Called for links to half-years' reports. file: its name, an anchor after it if need be."""
    return f"../{half_year}/{file}"


def redirect_links(html: Markup, half_year: HalfYear) -> Markup:
    """A piece of a half-year's page with its links rewritten, so that they work from reports/regnskabsaar-<year>/
    beside it. Called for the section on the goals. Anchors, and links that lead up or out already, are left as they
    are."""
    return Markup(_WITHIN.sub(lambda match: f'href="{make_href(half_year, match[1])}"', str(html)))

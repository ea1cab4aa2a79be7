"""The fixed caveats of several figures, each told once."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis.report import places
from hpanalysis.report.html import tag
from hpanalysis.report.sentences import Speaker, finish


def caveats(speakers: Iterable[Speaker]) -> Markup | None:
    """Each fixed caveat with the labels of the figures that it goes for; None where no figure has one."""
    found: dict[str, list[str]] = {}
    for speaker in speakers:
        if words := speaker.indicator.sentences.caveat:
            found.setdefault(words, []).append(speaker.indicator.label.removesuffix("."))
    items = [
        tag("li", tag("b", f"{places.listed(dict.fromkeys(labels))}:"), " ", finish(words))
        for words, labels in found.items()
    ]
    return tag("ul", items, class_="forbehold") if items else None

"""The fixed caveats of several figures, each told once."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import tag
from hpanalysis.report.words.speaker import Speaker, finish


def _list_by_text(texts: Iterable[tuple[Speaker, str]]) -> Markup | None:
    """A list of texts, each once after the names of the indicators it holds for; empty texts are left out, None where
    there is none. Called for the lists of caveats and of whom comparisons cover."""
    by_text: dict[str, list[str]] = {}
    for speaker, text in texts:
        if text:
            by_text.setdefault(text, []).append(speaker.indicator.label)
    items = [
        tag("li", tag("b", f"{danish.join_words(dict.fromkeys(labels))}:"), " ", finish(text))
        for text, labels in by_text.items()
    ]
    return tag("ul", items, class_="forbehold") if items else None


def list_caveats(speakers: Iterable[Speaker]) -> Markup | None:
    """The indicators' fixed caveats as a list, each text once; None where they have none. Called for the sections on
    caveats in the data report and the annual report. speakers: the indicators reported."""
    return _list_by_text((speaker, speaker.caveat) for speaker in speakers)


def list_coverages(speakers: Iterable[Speaker]) -> Markup | None:
    """Whom each comparison figure covers, as a list, each text once; None for no indicators. Called for the data
    report's section on what the figures cover. speakers: the indicators reported."""
    return _list_by_text(
        (s, s.state_coverage() or f"Ved siden af står tallet for {s.compared_with.bare}.") for s in speakers
    )

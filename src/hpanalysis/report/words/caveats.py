"""The fixed caveats of several figures, each told once."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from hpanalysis import danish
from hpanalysis.report.html import tag
from hpanalysis.report.words.speaker import Speaker, finish


def _list_by_text(texts: Iterable[tuple[Speaker, str]]) -> Markup | None:
    """Each text once, after the labels of the figures that it goes for; None where there is none. Called by the two
    lists below; an empty text is left out. texts: a figure's indicator and what goes for it."""
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
    """The indicators' fixed caveats, as a list at the end of a report; None where they have none. Called by the data
    report and the annual report. speakers: of the indicators reported."""
    return _list_by_text((speaker, speaker.indicator.sentences.caveat or "") for speaker in speakers)


def list_coverages(speakers: Iterable[Speaker]) -> Markup | None:
    """For each comparison figure whom it covers: the municipality's own group, or another one; None without speakers.
    Called by the data report's section on coverage. speakers: those of the indicators reported."""
    return _list_by_text(
        (s, s.state_coverage() or f"Ved siden af står tallet for {s.compared_with.bare}.") for s in speakers
    )

"""A chart's drawing as inline SVG: themable, small, text as text, ids of its own."""

from __future__ import annotations

import io
import re
from xml.etree import ElementTree

import matplotlib
from markupsafe import Markup
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.typing import RcKeyType

from hpanalysis.report.charts.canvas import Canvas
from hpanalysis.report.charts.chart_style import AREA, CELL, TOKENS

# How matplotlib writes SVG: text as text, and the same ids on any day. All that is seen the charts name themselves.
_SETTINGS: dict[RcKeyType, object] = {"svg.fonttype": "none", "svg.hashsalt": "hpanalysis", "path.simplify": True}
# What a gid begins with -> the attribute that the rest of it becomes.
_MARKED = {CELL: "data-cell", AREA: "data-omraade"}
_DROPPED = {"font-family", "stroke-linejoin", "stroke-miterlimit", "stroke-linecap"}
_FONT = re.compile(r"(?:(bold|\d00) )?([\d.]+)px")
_LONG = re.compile(r"(\d+\.\d)\d+")  # a tenth of a pixel is enough
_SPACED = re.compile(r"\s*([MLCQz])\s*")


def _render_svg(figure: Figure) -> ElementTree.Element:
    """A figure as matplotlib's SVG, parsed and not yet cleaned; no dates in it, so that it is the same on any day.
    matplotlib's renderer is called itself, because `savefig` makes a canvas and a second renderer that no chart needs.
    Called by `render_inline_svg`."""
    written = io.StringIO()
    no_metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    width, height = figure.get_size_inches() * figure.dpi
    with matplotlib.rc_context(_SETTINGS):
        renderer = RendererSVG(width, height, written, image_dpi=figure.dpi, metadata=no_metadata)
        figure.draw(renderer)
        renderer.finalize()
    return ElementTree.fromstring(written.getvalue())


def _theme_style(style: str) -> str:
    """A style attribute as the page needs it: the theme's colours as CSS variables, of the font only size and weight,
    and nothing on how lines end and join. Called by `_clean_attribute` for each style attribute of matplotlib's SVG."""
    declarations = []
    for declaration in filter(None, (part.strip() for part in style.split(";"))):
        name, value = (part.strip() for part in declaration.split(":", 1))
        if name == "font" and (font := _FONT.search(value)):
            weight, size = font.groups()
            declarations.append(f"font-size:{size}px" + (";font-weight:600" if weight == "bold" else ""))
        elif name not in _DROPPED:
            declarations.append(f"{name}:{value}")
    text = ";".join(declarations)
    for token, light in TOKENS.items():
        text = text.replace(light, f"var(--{token},{light})")
    return text


def _strip_namespace(name: str) -> str:
    """A tag's or an attribute's name without its namespace. Called for each element and attribute of a drawing (SVG)
    that is cleaned before it is put on a page."""
    return name.rsplit("}", 1)[-1]


def _clean_attribute(name: str, value: str, prefix: str) -> tuple[str, str] | None:
    """An attribute of matplotlib's SVG as name and value to print, or None to leave it out. Called by
    `_clean_attributes` for each. An id that marks a figure or an area becomes an attribute of its own; every other id
    and reference gets the prefix, the figure's id, so that two drawings on a page do not clash."""
    if name == "id":
        marked = next((start for start in _MARKED if value.startswith(start)), None)
        return ("id", f"{prefix}-{value}") if marked is None else (_MARKED[marked], value.removeprefix(marked))
    if name == "href":
        return name, f"#{prefix}-{value[1:]}"
    if name == "style":
        return name, _theme_style(value)
    if name == "d":
        return name, _SPACED.sub(r"\1", _LONG.sub(r"\1", value)).strip()
    if name == "transform" and value.startswith("rotate(-0"):
        return None
    return name, _LONG.sub(r"\1", value)


def _clean_attributes(attributes: dict[str, str], used: set[str], prefix: str) -> dict[str, str]:
    """An element's attributes as they are printed; an id is left out unless something refers to it or it marks a
    figure or an area. Called by `_clean_element`. used: the ids that something in the drawing refers to; prefix: the
    figure's id, put before the ids that are referred to."""
    plain = {_strip_namespace(name): value for name, value in attributes.items()}
    if "id" in plain and plain["id"] not in used and not plain["id"].startswith(tuple(_MARKED)):
        del plain["id"]
    pairs = (_clean_attribute(name, value, prefix) for name, value in plain.items())
    return dict(pair for pair in pairs if pair and pair[1])


def _clean_element(element: ElementTree.Element, prefix: str, used: set[str]) -> list[ElementTree.Element]:
    """The element as it is printed: none for metadata, styles and empty groups or definitions, its children for a group
    without attributes. Called for each top element of matplotlib's SVG, and by itself. prefix: the figure's id; used:
    ids referred to."""
    name = _strip_namespace(element.tag)
    if name in ("metadata", "style"):
        return []
    clean = ElementTree.Element(name, _clean_attributes(element.attrib, used, prefix))
    clean.text = element.text if name == "text" else None
    for child in element:
        clean.extend(_clean_element(child, prefix, used))
    if name == "g" and not clean.attrib:
        return list(clean)
    return [] if name in ("g", "defs") and not len(clean) else [clean]


def render_inline_svg(canvas: Canvas, figure_id: str, *, title: str, description: str, class_: str) -> Markup:
    """The drawing as an <svg role="img"> for a page. Called as the last step of every chart.

    canvas: all that is drawn; figure_id: the start of all ids in it, unique on the page; title and description:
    what a screen reader reads in the drawing's place; class_: the CSS class, which decides on which screens it shows.
    """
    root = _render_svg(canvas.figure)
    used = {
        value[1:] for node in root.iter() for name, value in node.attrib.items() if _strip_namespace(name) == "href"
    }
    width, height = (round(size * 72) for size in canvas.figure.get_size_inches())
    parts = [part for child in root for part in _clean_element(child, figure_id, used)]
    inner = "".join(ElementTree.tostring(part, encoding="unicode", short_empty_elements=True) for part in parts)
    head = Markup(
        '<svg class="{class_}" viewBox="0 0 {width} {height}" style="max-width:{width}px" role="img" '
        'aria-labelledby="{id}-t {id}-d"><title id="{id}-t">{title}</title><desc id="{id}-d">{description}</desc>'
    )
    return head.format(
        class_=class_, width=width, height=height, id=figure_id, title=title, description=description
    ) + Markup(inner + "</svg>")

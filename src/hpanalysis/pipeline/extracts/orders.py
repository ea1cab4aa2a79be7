"""The order to each supplier of a half-year: what it must deliver, empty files to fill in, and a mail to send it with.

A supplier gets its own terms and nobody else's, because who else delivers what, and by what right, is not its business.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hpanalysis import danish, deadlines
from hpanalysis.definitions.model import Source
from hpanalysis.definitions.windows import HalfYear, Span
from hpanalysis.load.headings import list_wanted_columns
from hpanalysis.pipeline.extracts.readme_txt import ORDERS, describe_extract, format_day, format_window
from hpanalysis.pipeline.storage.files import write_bytes, write_text
from hpanalysis.workspace import READ_ME, Workspace

MAIL = "mail.txt"
_EXCEL = ".xlsx"


@dataclass(frozen=True)
class Order:
    """What one office is asked for in a half-year. Made by `list_orders`; written by `write_orders`."""

    contact: str  # the office, as sources.csv or the source names it
    sources: tuple[tuple[Source, Span | None], ...]  # each with its window; None: the newest there is, if there is one
    number: int = 1  # among those whose names become the same

    @property
    def folder_name(self) -> str:
        """The name of the order's folder: the office in small letters without Danish ones, `boern-og-skole`, and what
        tells it from another office whose name becomes the same. Read when the order is written."""
        name = danish.make_file_name(self.contact, "leverandoer")
        return name if self.number == 1 else f"{name}-{self.number}"


def find_orders_folder(workspace: Workspace, half: HalfYear) -> Path:
    """data/bestillinger/<half-year>, beside the folder of the extracts: an empty file in that folder could be taken for
    an extract. Called by `hpanalysis new`, which writes the orders there."""
    return workspace.raw.parent / ORDERS / str(half)


def list_orders(workspace: Workspace, half: HalfYear) -> list[Order]:
    """One order for each office that must deliver in a half-year, or may, by name; none to an office whose last
    delivery still applies. Called by `hpanalysis new`."""
    plan = workspace.plan
    asked: dict[str, list[tuple[Source, Span | None]]] = {}
    for source in deadlines.list_requestable_sources(plan):
        span = deadlines.find_window_owed(plan, source, half)
        if span is not None or deadlines.has_no_fixed_time(plan, source, half):
            agreed = plan.data_agreement(source.name)
            asked.setdefault(source.contact if agreed is None else agreed.contact, []).append((source, span))
    orders: list[Order] = []
    for contact in sorted(asked):
        order = Order(contact, tuple(asked[contact]))
        number = 1 + sum(other.folder_name.startswith(order.folder_name) for other in orders)
        orders.append(Order(order.contact, order.sources, number))
    return orders


def _make_empty_workbook(headings: list[str]) -> bytes:
    """An Excel file with one sheet that has the headings and no rows. Called for each source that delivers in Excel."""
    import xlsxwriter

    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True})
    sheet = book.add_worksheet("Udtræk")
    sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, len(heading) + 4)
    book.close()
    return sink.getvalue()


def _make_empty_csv(headings: list[str]) -> bytes:
    """A CSV file with the headings and no rows, as a Danish Excel opens it: semicolons, and a mark of UTF-8 first.
    Called for each source that delivers as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(headings)
    return text.getvalue().encode("utf-8-sig")


def make_template(source: Source) -> bytes:
    """The empty file of a source with the headings of the columns that are read: neither names nor postal codes are
    asked for. Called for each source of an order."""
    headings = [column.headings[0] for column in list_wanted_columns(source)]
    return _make_empty_workbook(headings) if source.suffix == _EXCEL else _make_empty_csv(headings)


def _write_read_me(workspace: Workspace, half: HalfYear, meeting: date, order: Order) -> str:
    """The text of an order: each extract with its terms, window and columns. Called for each order."""
    lines = [
        f"Bestilling til {order.contact}: udtræk til {danish.format_half_year(half, space=' ')}",
        workspace.plan.settings.name,
        f"Styregruppens møde: {format_day(meeting)}. Fristerne er talt tilbage fra mødet.",
        "",
        "De tomme filer ved siden af har de overskrifter, der læses. Lever kun de kolonner, der står her, og giv filen",
        "det navn, der står. Kommer et udtræk i flere filer, så sæt noget efter navnet, fx _1 og _2.",
        "",
    ]
    for source, span in order.sources:
        lines += describe_extract(workspace, source, half, meeting, span)
    return "\n".join(lines).rstrip() + "\n"


def _list_wanted(workspace: Workspace, meeting: date, order: Order) -> Iterator[str]:
    """A line of the mail for each extract: its name and file, its window, and its deadline. Called for each mail."""
    for source, span in order.sources:
        window = "den nyeste opgørelse, hvis der er en ny" if span is None else format_window(span)
        due = format_day(deadlines.find_due_date(workspace.plan, source, meeting))
        yield f"- {source.label} ({source.usual_file}): {window}. Senest {due}."


def _write_mail(workspace: Workspace, half: HalfYear, meeting: date, order: Order) -> str:
    """The mail that the order is sent with: subject, what is asked for, and how it may be sent. Called for each order.
    Files with persons may not be sent by mail, so it is said where the supplier has such an extract."""
    named = danish.format_half_year(half, space=" ")
    # A case is a person's, though no CPR number stands in it; only ready tables by area or department are nobody's.
    secure = any(
        source.has_persons or any(column.tells_cases_apart for column in source.columns) for source, _ in order.sources
    )
    how = (
        "Udtrækkene har oplysninger, der kan føres tilbage til personer. Send dem kun den sikre vej, vi har aftalt,\n"
        "aldrig i en almindelig mail."
        if secure
        else "Send filerne den vej, vi har aftalt."
    )
    lines = [
        f"Emne: Udtræk til helhedsplanen, {named}",
        "",
        f"Til {order.contact}",
        "",
        f"Til opfølgningen på »{workspace.plan.settings.name}« beder vi om:",
        "",
        *_list_wanted(workspace, meeting, order),
        "",
        f"Det hele står i den vedhæftede {READ_ME}: hvad hver kolonne skal indeholde, hvilken periode hvert udtræk",
        "gælder, på hvilket grundlag vi får det, og hvornår vi sletter det. De tomme filer har overskrifterne.",
        "",
        how,
        "",
        "Kan I ikke levere til tiden, eller er noget uklart, så skriv til os med det samme.",
        "",
        "Venlig hilsen",
    ]
    return "\n".join(lines) + "\n"


def write_orders(workspace: Workspace, half: HalfYear, meeting: date) -> int:
    """Write the folder of each order: LÆSMIG.txt, mail.txt and an empty file for each extract; returns how many orders
    there are. Called by `hpanalysis new`. Orders of the same half-year that are there already are written anew, because
    they are made from the plan and the dates alone. meeting: the steering group's, which deadlines are counted from."""
    orders = list_orders(workspace, half)
    for order in orders:
        folder = find_orders_folder(workspace, half) / order.folder_name
        folder.mkdir(parents=True, exist_ok=True)
        write_text(_write_read_me(workspace, half, meeting, order), folder / READ_ME)
        write_text(_write_mail(workspace, half, meeting, order), folder / MAIL)
        for source, _ in order.sources:
            write_bytes(make_template(source), folder / source.usual_file)
    return len(orders)

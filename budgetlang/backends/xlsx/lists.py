"""The sheets that are lists: the contents of the workbook, and the facts that it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define
from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import Worksheet

from budgetlang.backends.xlsx.context import Context
from budgetlang.backends.xlsx.layout import MARGIN, TALLEST, height_of, lines, plain, width
from budgetlang.backends.xlsx.names import link
from budgetlang.backends.xlsx.styles import GRID, HEAD, LINK, NUMBER, PLAIN, SUBTITLE, TEXT, TITLE
from budgetlang.values.money import Currency


@define
class Entry:
    """A line of the contents: where it leads, and to what."""

    sheet: str
    row: int
    """row of the sheet, from 0"""
    title: str
    inner: bool = False
    """whether it is one of several on its sheet"""


def write_contents(context: Context, sheet: Worksheet, entries: Sequence[Entry]) -> None:
    """The first sheet: what the book is, and a link to everything in it."""
    document, styles, words = context.document, context.styles, context.words
    context.page(sheet)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 66)
    sheet.set_row(0, 30 + 22 * (lines(plain(document.title), 52) - 1))
    sheet.merge_range(0, 0, 0, 1, "", styles(TITLE))
    sheet.write_string(0, 0, plain(document.title), styles(TITLE))
    sheet.merge_range(1, 0, 1, 1, "", styles(SUBTITLE))
    sheet.write_string(1, 0, plain(document.subtitle), styles(SUBTITLE))
    about = [
        ("department", document.department),
        ("code", document.code),
        ("year", str(document.year)),
        ("unit", document.unit),
    ]
    for row, (word, text) in enumerate(about, 2):
        sheet.write_string(row, 0, words[word], styles(PLAIN))
        sheet.write_string(row, 1, plain(text), styles(PLAIN))
    top = 2 + len(about) + 1
    for column, word in enumerate(("sheet", "name")):
        sheet.write_string(top, column, words[word], styles(HEAD))
    for row, entry in enumerate(entries, top + 1):
        address = link(entry.sheet, f"A{entry.row + 1}")
        text = plain(entry.title)
        sheet.set_row(row, 20 * lines(text, 62))
        name = "" if entry.inner else entry.sheet
        if name:
            sheet.write_url(row, 0, address, styles({**GRID, **LINK}), name)
        else:
            sheet.write_blank(row, 0, None, styles(GRID))
        sheet.write_url(row, 1, address, styles({**GRID, **LINK}, indent=int(entry.inner)), text or "—")
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    sheet.print_area(0, 0, top + len(entries), 1)
    sheet.fit_to_pages(1, 0)
    context.aside(sheet, (2, 0, top + len(entries), 1))
    sheet.activate()


def write_facts(context: Context, sheet: Worksheet) -> None:
    """One row for each line of source that a number of the book rests on."""
    document, styles, words = context.document, context.styles, context.words
    currency = Currency(document.currency, {})
    unit, size = document.unit, currency.units.get(document.unit, 1)
    published = {origin.claim for origin in document.origins if origin.claim is not None}
    context.page(sheet, landscape=True)
    names = [width(plain(fact.name)) for fact in document.facts]
    files = [width(plain(fact.file)) for fact in document.facts]
    written = [width(plain(fact.amount)) for fact in document.facts]
    widths = [
        *(7, min(60, max([20, *names]) + 2), 12, 18),
        *(min(30, max([16, *written]) + 4), min(50, max([16, *files]) + 2), 8),
    ]
    for column, each in enumerate(widths):
        sheet.set_column(column, column, each)
    context.back(sheet)
    heads = [words[each] for each in ("number", "about", "kind", "amount_in", "as_written", "file", "line")]
    for column, text in enumerate(heads):
        sheet.write_string(1, column, plain(text.format(unit=unit)), styles(HEAD))
    sheet.set_row(1, 24)
    text_form, number_form = styles(TEXT), styles(NUMBER)
    money = styles(NUMBER, num_format="#,##0.00####")
    kinds = (words["fact"], words["published"])
    for row, fact in enumerate(document.facts, 2):
        texts = ((fact.name, 1), (fact.amount, 4), (fact.file, 5))
        sheet.set_row(row, min(TALLEST, max(height_of(plain(text), widths[at] - MARGIN) for text, at in texts)))
        sheet.write_number(row, 0, row - 1, number_form)
        sheet.write_string(row, 1, plain(fact.name), text_form)
        sheet.write_string(row, 2, kinds[row - 2 in published], text_form)
        amount = currency.parse(fact.amount.replace(" ", ""), "")
        if amount is not None and amount.is_money:
            sheet.write_number(row, 3, amount.value / size, money)
        else:
            sheet.write_blank(row, 3, None, money)
        sheet.write_string(row, 4, plain(fact.amount), number_form)
        sheet.write_string(row, 5, plain(fact.file), text_form)
        sheet.write_number(row, 6, fact.line, number_form)
    last = 1 + len(document.facts)
    sheet.freeze_panes(2, 0)
    sheet.autofilter(1, 0, last, len(heads) - 1)
    sheet.repeat_rows(1)
    sheet.print_area(1, 0, last, len(heads) - 1)
    context.aside(sheet, (0, 0, last, len(heads) - 1))
    sheet.fit_to_pages(1, 0)
    sheet.ignore_errors({"number_stored_as_text": xl_range(1, 0, last, len(heads) - 1)})

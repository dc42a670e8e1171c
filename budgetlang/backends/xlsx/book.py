"""The workbook as a whole: which sheets there are, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from xlsxwriter.workbook import Workbook

from budgetlang.backends.walk import blocks
from budgetlang.backends.words import words_for
from budgetlang.backends.xlsx.chart_sheet import write_charts
from budgetlang.backends.xlsx.context import Context
from budgetlang.backends.xlsx.form_sheet import write_forms
from budgetlang.backends.xlsx.layout import SIZE, plain
from budgetlang.backends.xlsx.lists import Entry, write_contents, write_facts
from budgetlang.backends.xlsx.names import SheetNames
from budgetlang.backends.xlsx.styles import FONTS, OTHER_FONT, Styles
from budgetlang.backends.xlsx.table_sheet import write_table
from budgetlang.document.nodes import Chart, Document, Form, Table


def render(document: Document) -> dict[str, bytes]:
    """`book.xlsx`."""
    data = BytesIO()
    words = words_for(document.language)
    font = FONTS.get(document.language.lower().split("-")[0], OTHER_FONT)
    # the widths of columns count digits of the workbook's own font, so it must be that of the cells
    own = {"font_name": font, "font_size": SIZE, "font_scheme": "none"}
    workbook = Workbook(data, {"in_memory": True, "default_format_properties": own})
    workbook.set_properties(
        {
            "title": plain(document.title)[:255],
            "author": plain(document.department)[:255],
            "created": document.date.replace(tzinfo=None),
        }
    )
    names = SheetNames()
    context = Context(document, workbook, Styles(workbook, font), words, names.claim(words["contents"]))
    first = workbook.add_worksheet(context.contents)
    write_contents(context, first, list(_sheets(context, names)))
    workbook.close()
    return {"book.xlsx": data.getvalue()}


def _sheets(context: Context, names: SheetNames) -> Iterator[Entry]:
    """Write all sheets but the first, and say what is where."""
    workbook, words = context.workbook, context.words
    everything = list(blocks(context.document))
    for table in everything:
        if isinstance(table, Table):
            name = names.claim(words["sheet_table"].format(code=_short(table.code)))
            write_table(context, workbook.add_worksheet(name), table)
            yield Entry(name, 0, table.title)
    charts = [block for block in everything if isinstance(block, Chart)]
    if charts:
        name = names.claim(words["sheet_charts"])
        starts = write_charts(context, workbook.add_worksheet(name), charts)
        yield Entry(name, 0, words["sheet_charts"])
        yield from (Entry(name, row, chart.title, True) for row, chart in zip(starts, charts, strict=True))
    forms: dict[str, list[Form]] = {}
    for block in everything:
        if isinstance(block, Form):
            forms.setdefault(block.title, []).append(block)
    for title, group in forms.items():
        name = names.claim(plain(title))
        starts = write_forms(context, workbook.add_worksheet(name), group)
        yield Entry(name, 0, title)
        yield from (Entry(name, row, form.name or title, True) for row, form in zip(starts, group, strict=True))
    if context.document.facts:
        name = names.claim(words["sheet_facts"])
        write_facts(context, workbook.add_worksheet(name))
        yield Entry(name, 0, words["sheet_facts"])


def _short(code: str) -> str:
    """`1` for `01`."""
    return str(int(code)) if code.isascii() and code.isdigit() else plain(code)

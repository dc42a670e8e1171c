"""`budgetc trace`: what a number of the book is made of, with the line of every figure in it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from budgetlang.backends.walk import tables
from budgetlang.check.run import CheckedBudget
from budgetlang.cli.cells import Place, matching_columns, matching_rows, matching_tables, places, splits
from budgetlang.cli.commands import Say
from budgetlang.cli.compile import exit_code, from_here, report, require
from budgetlang.cli.exits import OK, UsageError
from budgetlang.cli.terminal import Terminal
from budgetlang.diagnostics.nearest import nearest
from budgetlang.document.nodes import Document, FactRef, Origin, Table
from budgetlang.document.origins import Origins
from budgetlang.source.width import display_width

_LISTED = 20


def arguments(parser: ArgumentParser, say: Say) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "words",
        metavar="[PATH] NUMBER",
        nargs="+",
        help=say(
            "先写预算文件或文件夹（默认当前文件夹），再写哪个数：表/行/列，如 03/总计/合计，行可以写编码或名称；"
            "或者一个数据的名称，如某个合计。只写表，或表和行，就列出其中有什么",
            "the budget (default: the current folder), then the number: TABLE/ROW/COLUMN, such as 03/总计/合计; "
            "a row by its code or name; or the name of a figure. TABLE or TABLE/ROW alone lists what is there",
        ),
    )


def run(args: Namespace, terminal: Terminal) -> int:
    """Find the number and show it. Raises UsageError where there is none, or more than one."""
    *before, wanted = args.words
    if len(before) > 1:
        raise UsageError("只写一个预算和一个数", "name one budget and one number")
    compilation = from_here(require(Path(before[0] if before else ".")))
    code = exit_code(compilation.diagnostics)
    if code != OK:
        withheld = compilation.withheld
        said = report(compilation.diagnostics, terminal, terminal.error_color, withheld=withheld)
        terminal.note(said.rstrip("\n"))
        return code
    checked, document = compilation.checked, compilation.document
    assert checked is not None and document is not None  # a budget without errors has a book
    if wanted in checked.budget.profile.figures or wanted in checked.budget.profile.inputs:
        _show_figure(checked, wanted, terminal)
    else:
        _find(list(tables(document)), wanted, checked, document, terminal)
    return OK


def _find(
    all_tables: Sequence[Table], wanted: str, checked: CheckedBudget, document: Document, terminal: Terminal
) -> None:
    head, _, rest = wanted.partition("/")
    found = matching_tables(all_tables, head)
    if not found:
        raise _unknown(all_tables, wanted, checked)
    if len(found) > 1:
        names = [f"{table.code} {table.title}" for table in found]
        raise _choose(f"“{head}”不止一张表", f"{head} names several tables", names)
    cells = list(places(found[0]))
    if not rest:
        _list_table(found[0], cells, terminal)
        return
    chosen = _in_row_and_column(cells, rest)
    if not chosen:
        row = matching_rows(cells, rest)
        if not row:
            raise _unknown_cell(cells, rest)
        _list_cells(row, terminal)
    elif len(chosen) > 1:
        raise _choose(f"“{wanted}”不止一个数", f"{wanted} names several numbers", [each.address for each in chosen])
    else:
        _show_cell(chosen[0], document, terminal)


def _in_row_and_column(cells: list[Place], rest: str) -> list[Place]:
    for row, column in splits(rest):
        chosen = matching_columns(matching_rows(cells, row), column)
        if chosen:
            return chosen
    return []


def _unknown(all_tables: Sequence[Table], wanted: str, checked: CheckedBudget) -> UsageError:
    """Neither a table nor a figure."""
    profile = checked.budget.profile
    close = nearest(wanted, [*profile.figures, *profile.inputs])
    names = close or [f"{table.code} {table.title}" for table in all_tables]
    return _choose(f"没有“{wanted}”这个表或数据", f"there is no table or figure {wanted}", names)


def _unknown_cell(cells: Sequence[Place], rest: str) -> UsageError:
    row, _, column = rest.partition("/")
    rows = matching_rows(cells, row)
    if rows:
        columns = list(dict.fromkeys(each.column for each in rows))
        return _choose(f"这一行没有“{column}”这一列", f"this row has no column {column}", columns)
    names = list(dict.fromkeys(" ".join(each.row) for each in cells))
    return _choose(f"表里没有“{row}”这一行", f"the table has no row {row}", nearest(row, names) or names)


def _choose(zh: str, en: str, names: Sequence[str]) -> UsageError:
    """What is wrong, and what there is to choose from."""
    lines = "".join(f"\n  {name}" for name in names[:_LISTED])
    more = len(names) - _LISTED
    lines_zh = f"{lines}\n  …（还有 {more} 个）" if more > 0 else lines
    lines_en = f"{lines}\n  … ({more} more)" if more > 0 else lines
    return UsageError(f"{zh}，可以写：{lines_zh}", f"{en}; there are:{lines_en}")


def _list_table(table: Table, cells: Sequence[Place], terminal: Terminal) -> None:
    """What a table has: its columns and its rows."""
    terminal.print(terminal.paint("1", f"{table.code} {table.title}"))
    terminal.print(terminal.say("列", "columns"))
    for column in dict.fromkeys(each.column for each in cells):
        terminal.print(f"  {column}")
    terminal.print(terminal.say("行", "rows"))
    for row in dict.fromkeys(" ".join(each.row) for each in cells):
        terminal.print(f"  {row}")


def _list_cells(cells: Sequence[Place], terminal: Terminal) -> None:
    """The numbers of a row with their addresses."""
    width = max(len(each.cell.text) for each in cells)
    for each in cells:
        terminal.print(f"{each.cell.text:>{width}}  {each.address}")


def _show_cell(found: Place, document: Document, terminal: Terminal) -> None:
    table, cell = found.table, found.cell
    terminal.print(terminal.paint("1", f"{table.code} {table.title}"))
    shown = [
        (terminal.say("行", "row"), " ".join(found.row)),
        (terminal.say("列", "column"), found.column),
        (terminal.say("印出", "printed"), cell.text or terminal.say("（空）", "(blank)")),
    ]
    if cell.origin is None:
        _print_pairs(shown, terminal)
        terminal.print(terminal.say("没有数据：这个数按口径为零", "no data: under this rule the number is zero"))
        return
    origin = document.origins[cell.origin]
    _show(shown, origin, document.facts, terminal, cell.text)


def _show_figure(checked: CheckedBudget, name: str, terminal: Terminal) -> None:
    origins = Origins(checked)
    index = origins.of_figure(name)
    known, facts = origins.result()
    terminal.print(terminal.paint("1", name))
    _show([], known[index], facts, terminal, "")


def _show(
    shown: list[tuple[str, str]], origin: Origin, facts: Sequence[FactRef], terminal: Terminal, printed: str
) -> None:
    """Value, rule and rounding, then the lines that the number is made of."""
    shown += [(terminal.say("精确", "exact"), origin.exact), (terminal.say("口径", "rule"), origin.rule)]
    if origin.claim is not None:
        claim = facts[origin.claim]
        words = terminal.say("用公布数 ", "the published figure ")
        shown.append((terminal.say("取舍", "rounding"), f"{words}{claim.amount}  {claim.file}:{claim.line}"))
    elif printed:
        words = (
            terminal.say("没有取舍", "none") if _same(origin.exact, printed) else terminal.say("四舍五入", "half up")
        )
        shown.append((terminal.say("取舍", "rounding"), words))
    _print_pairs(shown, terminal)
    lines = [facts[index] for index in origin.facts]
    terminal.print(terminal.say(f"由 {len(lines)} 行组成：", f"made of {_lines(len(lines))}:"))
    _print_facts(lines, terminal)


def _lines(number: int) -> str:
    return f"{number} line{'' if number == 1 else 's'}"


def _same(exact: str, printed: str) -> bool:
    """Whether the exact value (with its unit) has nothing but zeros behind the digits that are printed."""
    exact, printed = exact.replace(",", ""), printed.replace(",", "")
    return exact.startswith(printed) and not any(char in "123456789" for char in exact[len(printed) :])


def _print_pairs(pairs: Iterable[tuple[str, str]], terminal: Terminal) -> None:
    pairs = list(pairs)
    width = max(display_width(name) for name, _ in pairs)
    for name, text in pairs:
        terminal.print(f"  {name}{' ' * (width - display_width(name))}  {text}")


def _print_facts(lines: Sequence[FactRef], terminal: Terminal) -> None:
    """One line each: amount, place, name; amounts stand right under each other."""
    if not lines:
        return
    amounts = max(display_width(each.amount) for each in lines)
    where = [f"{each.file}:{each.line}" for each in lines]
    places_width = max(map(display_width, where))
    for each, place in zip(lines, where, strict=True):
        left = " " * (amounts - display_width(each.amount)) + each.amount
        gap = " " * (places_width - display_width(place))
        terminal.print(f"  {left}  {terminal.paint('36', place)}{gap}  {each.name}")

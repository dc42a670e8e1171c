"""From syntax tree to text, in the canonical layout: the opposite of `parser`.

`parse(unparse(file)).file == file`, for every tree that a text can give, but for the spelling of the keywords
that the tree keeps (年度 and 实施期 of projects, 编码 and 名称 of columns): they are written in the language asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from budgetlang.syntax._tables import KEYWORDS, PATTERNS, TERMINALS
from budgetlang.syntax.ast import budget, cube, layout, mapping, years
from budgetlang.syntax.ast.base import File, Node, Value, Word

Language = Literal["zh", "en"]

_WORD = re.compile(PATTERNS[TERMINALS.index("WORD")])


def unparse(file: File, keywords: Language = "zh") -> str:
    """The text of a tree, with its keywords in Chinese or English. Comments are not part of a tree."""
    writer = _Writer(keywords)
    before: Node | None = None
    for statement in file.statements:
        if before is not None and (_is_block(before) or _is_block(statement)):
            writer.lines.append("")
        writer.statement(statement)
        before = statement
    return "".join(f"{line}\n" for line in writer.lines)


def keyword(terminal: str, language: Language, written: str = "") -> str:
    """The spelling of a keyword; `written` tells which one is meant where a terminal has several."""
    pairs = KEYWORDS[terminal]
    pair = next((pair for pair in pairs if written in pair), pairs[0])
    return pair[0] if language == "zh" else pair[1]


def _is_block(node: Node) -> bool:
    return any(hasattr(node, name) for name in ("items", "views", "members")) or isinstance(node, budget.TextBlock)


class _Writer:
    """Lines in the making."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.lines: list[str] = []
        self.depth = 0

    def statement(self, node: Node) -> None:
        _WRITERS[type(node)](self, node)

    def kw(self, terminal: str, written: str = "") -> str:
        return keyword(terminal, self.language, written)

    def line(self, *parts: str) -> None:
        """One line of these parts; empty ones are left out."""
        self.lines.append("  " * self.depth + " ".join(part for part in parts if part))

    def block(self, *parts: str, items: Iterable[Node]) -> None:
        self.line(*parts, "{")
        self.depth += 1
        for item in items:
            self.statement(item)
        self.depth -= 1
        self.line("}")

    def value(self, *parts: str, value: Value) -> None:
        """`… = text`, or the text between fences, indented like its line."""
        if not value.fenced:
            self.line(*parts, "=", value.text)
            return
        self.line(*parts, "=", '"""')
        indent = "  " * self.depth
        self.lines.extend(indent + line if line else "" for line in value.text.split("\n"))
        self.line('"""')

    def option(self, terminal: str, word: Word | None) -> str:
        return f"{self.kw(terminal)} {word.text}" if word else ""

    def where(self, conditions: Sequence[cube.Condition]) -> str:
        """`where a = b c, d != e`, or nothing."""
        if not conditions:
            return ""
        said = [f"{c.dimension.text} {'!=' if c.excluded else '='} {_words(c.members)}" for c in conditions]
        return f"{self.kw('WHERE')} {', '.join(said)}"

    def expr(self, expr: cube.Expr) -> str:
        parts = [self.term(term) if not i else f"{sign} {self.term(term)}" for i, (sign, term) in enumerate(expr.terms)]
        return " ".join(parts)

    def term(self, term: cube.Term) -> str:
        if isinstance(term, cube.FigureRef):
            return term.name.text
        if isinstance(term, cube.Constant):
            return term.number.text
        if isinstance(term, cube.CountOf):
            return _joined(self.kw("COUNT"), term.dimension.text, self.where(term.where))
        return _joined(self.kw("SUM"), term.measure.text, self.option("BY", term.view), self.where(term.where))


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _words(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _quoted(word: Word) -> str:
    return f'"{word.text}"'


def _depth(depth: cube.Depth) -> str:
    return f"{depth.dimension.text}:{depth.level.text}" if depth.level else depth.dimension.text


def _sum(words: Sequence[Word]) -> str:
    return " + ".join(word.text for word in words)


def _goal(word: Word) -> str:
    return word.text if _WORD.fullmatch(word.text) else _quoted(word)


def _entries(w: _Writer, n: budget.Entries) -> None:
    source = f"{w.kw('FROM')} {_quoted(n.source)}" if n.source else ""
    w.block(w.kw("ENTRIES"), n.measure.text, w.option("BY", n.view), source, items=n.items)


def _span(w: _Writer, span: Word | None) -> str:
    return w.kw("SPAN", span.text) if span else ""


def _member(w: _Writer, n: cube.Member) -> None:
    if n.members:
        w.block(n.code.text, n.name.text, items=n.members)
    else:
        w.line(n.code.text, n.name.text)


def _slot(w: _Writer, n: cube.Slot) -> None:
    required = w.kw("REQUIRED") if n.required else ""
    w.line(w.kw("SLOT"), n.name.text, _quoted(n.title), w.option("EACH", n.dimension), required)


def _measure(w: _Writer, n: cube.Measure) -> None:
    base = f"{w.kw('FROM')} {n.base.text}" if n.base else ""
    w.block(w.kw("MEASURE"), n.name.text, base, w.where(n.where), items=n.views)


def _check(w: _Writer, n: cube.Check) -> None:
    soft = w.kw("SOFT") if n.soft else ""
    w.line(w.kw("CHECK"), soft, _quoted(n.title), w.expr(n.left), n.comparison.text, w.expr(n.right))


def _of(w: _Writer, measures: Sequence[Word]) -> str:
    return f"{w.kw('OF')} {_sum(measures)}" if measures else ""


def _number(w: _Writer, n: cube.NumberStyle) -> None:
    base = f"{w.kw('FROM')} {n.base.text}" if n.base else ""
    w.block(w.kw("NUMBER"), n.name.text, base, items=n.items)


def _each(w: _Writer, n: layout.EachRow) -> None:
    walks = [_joined(walk.dimension.text, ":" if walk.levels else "", _words(walk.levels)) for walk in n.walks]
    numbered = f"{w.kw('NUMBERED')} {_quoted(n.numbered)}" if n.numbered else ""
    parts = (w.kw("EACH"), ", ".join(walks), w.option("IN", n.among), numbered, w.where(n.where))
    if n.rows:
        w.block(*parts, items=n.rows)
    else:
        w.line(*parts)


def _note(w: _Writer, n: layout.Note) -> None:
    w.line(w.kw("NOTE"), w.option("WHEN", n.when), _quoted(n.text))


def _label(w: _Writer, n: layout.LabelColumn) -> None:
    w.line(w.kw("LABEL_KIND", n.kind.text), _quoted(n.title), _depth(n.depth) if n.depth else "")


def _series(w: _Writer, n: layout.Series) -> None:
    compared = w.kw("COMPARE") if n.compared else ""
    w.line(w.kw("SERIES"), n.name.text, "=", n.measure.text, w.kw("EACH"), _depth(n.depth), compared, w.where(n.where))


def _sum_column(w: _Writer, n: layout.SumColumn) -> None:
    about = w.kw("PRIOR" if n.years == "prior" else "YEARS", n.years) if n.years else ""
    w.line(w.kw("SUM"), _quoted(n.title), about, _of(w, n.measures), w.where(n.where))


def _form(w: _Writer, n: layout.Form) -> None:
    parts = (w.kw("FORM"), n.name.text, _quoted(n.title), w.kw("EACH"), n.dimension.text, w.where(n.where))
    w.block(*parts, items=n.items)


def _line(w: _Writer, n: layout.Line) -> None:
    w.line(w.kw("LINE"), *(part for title, name in n.cells for part in (_quoted(title), name.text)))


def _crosswalk(w: _Writer, n: cube.Crosswalk) -> None:
    catalog = w.option("CATALOG", n.catalog)
    w.line(w.kw("CROSSWALK"), n.left.text, n.right.text, catalog, w.option("BY", n.attribute))


_BUDGET: dict[type[Any], Callable[[_Writer, Any], None]] = {
    budget.Header: lambda w, n: w.line(w.kw("BUDGET"), n.year.text),
    budget.Department: lambda w, n: w.line(w.kw("DEPARTMENT"), n.code.text, n.name.text),
    budget.UseProfile: lambda w, n: w.line(w.kw("PROFILE"), n.path.text),
    budget.Amounts: lambda w, n: w.line(w.kw("AMOUNTS"), n.unit.text, n.precision.text),
    budget.Unit: lambda w, n: w.line(w.kw("UNIT"), n.code.text, n.kind.text, n.name.text),
    budget.Owner: lambda w, n: w.line(w.kw("OWNER"), n.code.text),
    budget.Include: lambda w, n: w.line(w.kw("INCLUDE"), _quoted(n.pattern)),
    budget.Reason: lambda w, n: w.value(w.kw("REASON"), n.figure.text, value=n.value),
    budget.TextBlock: lambda w, n: w.value(w.kw("TEXTS"), n.slot.text, value=n.value),
    budget.Sic: lambda w, n: w.value(w.kw("SIC"), _quoted(n.quote), value=n.value),
    budget.Setting: lambda w, n: w.value(n.name.text, value=n.value),
    budget.Columns: lambda w, n: w.line(w.kw("COLUMNS"), _words(n.names)),
    budget.Row: lambda w, n: w.line("=" if n.claim else "", n.text),
    budget.Entries: _entries,
    budget.Money: lambda w, n: w.line(_span(w, n.span), n.amount.text, n.name.text),
    budget.Indicator: lambda w, n: w.line(n.class_.text, n.kind.text, _goal(n.goal), n.name.text),
    budget.Indicators: lambda w, n: w.block(w.kw("INDICATORS"), _span(w, n.span), items=n.items),
    budget.Project: lambda w, n: w.block(w.kw("PROJECT"), n.code.text, n.name.text, items=n.items),
    budget.Stated: lambda w, n: w.line(n.amount.text, n.name.text),
    budget.Prior: lambda w, n: w.block(w.kw("PRIOR"), n.year.text, items=n.items),
    budget.PriorFile: lambda w, n: w.line(
        w.kw("PRIOR"), _quoted(n.path), f"{w.kw('REVISION')} {_quoted(n.revision)}" if n.revision else ""
    ),
    budget.Inputs: lambda w, n: w.block(w.kw("INPUTS"), items=n.items),
    budget.Claims: lambda w, n: w.block(w.kw("CLAIMS"), items=n.items),
}

_MAPPING: dict[type[Any], Callable[[_Writer, Any], None]] = {
    mapping.Sheet: lambda w, n: w.line(w.kw("SHEET"), _quoted(n.name)),
    mapping.Heading: lambda w, n: w.line(w.kw("HEADING"), n.first.text, n.last.text if n.last else ""),
    mapping.Skip: lambda w, n: w.line(w.kw("SKIP"), *(word.text if n.by_number else _quoted(word) for word in n.words)),
    mapping.Subtotals: lambda w, _: w.line(w.kw("SUBTOTALS")),
    mapping.FileColumns: lambda w, n: w.block(w.kw("COLUMNS"), items=n.items),
    mapping.FileColumn: lambda w, n: w.line(_quoted(n.title), n.target.text, n.detail.text if n.detail else ""),
}

_YEARS: dict[type[Any], Callable[[_Writer, Any], None]] = {
    years.Changed: lambda w, n: w.line(w.kw("CHANGED"), n.dimension.text, _words(n.old), "=", _words(n.new)),
    years.Split: lambda w, n: w.block(w.kw("CHANGED"), n.dimension.text, _words(n.old), items=n.items),
    years.Share: lambda w, n: w.line(n.code.text, n.amount.text if n.amount else "", w.where(n.where)),
}

_CUBE: dict[type[Any], Callable[[_Writer, Any], None]] = {
    cube.Profile: lambda w, n: w.block(w.kw("PROFILE"), n.path.text, _quoted(n.title), items=n.items),
    cube.NumberStyle: _number,
    cube.Levels: lambda w, n: w.line(w.kw("LEVELS"), _words(n.names)),
    cube.Attribute: lambda w, n: w.line(w.kw("ATTRIBUTE"), n.name.text, _words(n.values)),
    cube.Map: lambda w, n: w.line(w.kw("MAP"), n.dimension.text, n.member.text, "=", n.target.text),
    cube.Member: _member,
    cube.Dimension: lambda w, n: w.block(w.kw("DIMENSION"), n.name.text, w.option("CATALOG", n.catalog), items=n.items),
    cube.Currency: lambda w, n: w.block(w.kw("CURRENCY"), n.name.text, w.option("CATALOG", n.catalog), items=n.members),
    cube.Crosswalk: _crosswalk,
    cube.View: lambda w, n: w.line(w.kw("VIEW"), n.name.text, *map(_depth, n.dimensions), w.where(n.where)),
    cube.Measure: _measure,
    cube.Figure: lambda w, n: w.line(w.kw("FIGURE"), n.name.text, "=", w.expr(n.expr)),
    cube.Compare: lambda w, n: w.line(w.kw("COMPARE"), n.figure.text, w.kw("REASON") if n.reason else ""),
    cube.Check: _check,
    cube.Input: lambda w, n: w.line(w.kw("INPUT"), n.name.text, n.unit.text),
    cube.Slot: _slot,
}

_LAYOUT: dict[type[Any], Callable[[_Writer, Any], None]] = {
    layout.Series: _series,
    layout.NamedList: lambda w, n: w.block(w.kw("LIST"), n.name.text, n.dimension.text, items=n.members),
    layout.Of: lambda w, n: w.line(w.kw("MEASURE"), _sum(n.measures), w.option("BY", n.view)),
    layout.Note: _note,
    layout.LabelColumn: _label,
    layout.SumColumn: _sum_column,
    layout.ColumnGroup: lambda w, n: w.block(w.kw("GROUP"), _quoted(n.title), w.where(n.where), items=n.columns),
    layout.ColumnBlock: lambda w, n: w.block(w.kw("COLUMNS"), items=n.columns),
    layout.TotalRow: lambda w, n: w.line(w.kw("TOTAL"), _quoted(n.title), _of(w, n.measures)),
    layout.FixedRow: lambda w, n: w.line(w.kw("ROW_KW"), _quoted(n.title), _of(w, n.measures), w.where(n.where)),
    layout.EachRow: _each,
    layout.RowGroup: lambda w, n: w.block(w.where(n.where), items=n.rows),
    layout.Align: lambda w, _: w.line(w.kw("ALIGN")),
    layout.RowBlock: lambda w, n: w.block(w.kw("ROWS"), items=n.rows),
    layout.WhereLine: lambda w, n: w.line(w.where(n.where)),
    layout.Panel: lambda w, n: w.block(w.kw("PANEL"), _quoted(n.title), items=n.items),
    layout.Table: lambda w, n: w.block(w.kw("TABLE"), n.code.text, _quoted(n.title), items=n.items),
    layout.Chart: lambda w, n: w.line(w.kw("CHART"), n.kind.text, _quoted(n.title), w.kw("OF"), n.series.text),
    layout.Line: _line,
    layout.MoneyLine: lambda w, n: w.line(_quoted(n.title), n.member.text),
    layout.MoneyGrid: lambda w, n: w.block(w.kw("MONEY"), _quoted(n.title), items=n.lines),
    layout.GoalKind: lambda w, n: w.line(n.name.text, _quoted(n.title)),
    layout.GoalClass: lambda w, n: w.block(n.name.text, _quoted(n.title), items=n.kinds),
    layout.GoalGrid: lambda w, n: w.block(w.kw("INDICATORS"), _quoted(n.title), items=n.classes),
    layout.Form: _form,
    layout.Section: lambda w, n: w.line(w.kw("SECTION"), n.name.text, _quoted(n.title), _quoted(n.template)),
    layout.PartTables: lambda w, _: w.line(w.kw("PART_TABLES")),
    layout.Part: lambda w, n: w.block(w.kw("PART"), _quoted(n.title), items=n.items),
}

_WRITERS = _BUDGET | _MAPPING | _YEARS | _CUBE | _LAYOUT

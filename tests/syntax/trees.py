"""Hypothesis strategies for syntax trees: everything that the grammar can say."""

from __future__ import annotations

from hypothesis import strategies as st

from budgetlang.syntax.ast import budget, cube, layout, mapping, years
from budgetlang.syntax.ast.base import File, Value, Word
from budgetlang.syntax.build import fenced
from budgetlang.syntax.machine import KEYWORD_IDS

LETTERS = "支出收入甲乙（）“”PabZ_.%/"
ANY = LETTERS + "01-;：，～"


def _text(first: str, rest: str, most: int = 4) -> st.SearchStrategy[str]:
    return st.builds(str.__add__, st.sampled_from(first), st.text(st.sampled_from(rest), max_size=most))


def _words(text: st.SearchStrategy[str]) -> st.SearchStrategy[Word]:
    return st.builds(Word, text)


def several(items: st.SearchStrategy[object], least: int = 0, most: int = 3) -> st.SearchStrategy[list[object]]:
    return st.lists(items, min_size=least, max_size=most)


names = _words(_text(LETTERS, LETTERS + "019-;").filter(lambda name: name not in KEYWORD_IDS))
ints = _words(st.from_regex(r"[0-9]{1,5}", fullmatch=True))
amounts = _words(st.from_regex(r"-?[0-9][0-9,]{0,5}(\.[0-9]{1,3})?[元%万件]{0,2}", fullmatch=True))
strings = _words(st.text(st.sampled_from(ANY + " \t#{}=　"), max_size=6))
paths = _words(st.from_regex(r"[a-z][a-z0-9_/-]{0,6}", fullmatch=True).filter(lambda path: path not in KEYWORD_IDS))
codes = _words(_text(ANY, ANY + "=,:+"))
goals = st.one_of(codes, strings)
_more = st.one_of(_text(ANY, ANY + '#{}="'), st.just("{年度}年"))
_texts = st.builds(" ".join, st.lists(_more, min_size=1, max_size=3))
texts = _words(_texts)
fences = st.lists(
    st.text(st.sampled_from(ANY + ' \t#{}"　'), max_size=6).filter(lambda line: '""' not in line), max_size=4
)
values = st.one_of(
    st.builds(Value, _texts),
    st.builds(lambda lines: fenced('"""\n' + "".join(f"{line}\n" for line in lines) + '"""', 0), fences),
)
row_texts = st.builds(
    "{}{}  {}".format,
    st.sampled_from("019*Px"),
    st.text(st.sampled_from("019Px.,-"), max_size=5),
    st.builds("   ".join, st.lists(_text(ANY, ANY + "#"), min_size=1, max_size=4)),
).filter(lambda text: text.split()[0] not in KEYWORD_IDS)

settings = st.builds(budget.Setting, names, values)
sics = st.builds(budget.Sic, strings, values)
stated = several(st.builds(budget.Stated, amounts, texts))
spans = st.none() | st.builds(Word, st.sampled_from(["年度", "实施期"]))
indicators = st.builds(budget.Indicators, spans, several(st.builds(budget.Indicator, codes, codes, goals, texts)))
file_columns = st.builds(mapping.FileColumns, several(st.builds(mapping.FileColumn, strings, names, st.none() | names)))
entry = st.one_of(
    settings,
    st.builds(budget.Columns, several(names, 1)),
    st.builds(budget.Row, row_texts, st.booleans()),
    st.builds(mapping.Sheet, strings),
    st.builds(mapping.Heading, ints, st.none() | ints),
    st.builds(mapping.Skip, several(ints, 1), st.just(True)),
    st.builds(mapping.Skip, several(strings, 1), st.just(False)),
    st.builds(mapping.Subtotals),
    file_columns,
)
conditions = st.builds(cube.Condition, names, several(names | ints, 1), st.booleans())
where = several(conditions, most=2)
shares = st.builds(years.Share, codes, st.none() | amounts, where)
budgets = st.one_of(
    st.builds(budget.Header, ints),
    st.builds(budget.Department, codes, texts),
    st.builds(budget.UseProfile, paths),
    st.builds(budget.Amounts, names, names),
    st.builds(budget.Unit, codes, names, texts),
    st.builds(budget.Include, strings),
    st.builds(budget.Reason, names, values),
    st.builds(budget.TextBlock, names, values),
    sics,
    st.builds(budget.Entries, names, st.none() | names, st.none() | strings, several(entry, most=4)),
    st.builds(
        budget.Project, codes, texts,
        several(st.one_of(settings, st.builds(budget.Money, spans, amounts, texts), sics, indicators)),
    ),
    st.builds(budget.Prior, ints, stated),
    st.builds(budget.PriorFile, strings, st.none() | strings),
    st.builds(years.Changed, names, several(codes, 1), several(codes, 1)),
    st.builds(years.Split, names, several(codes, 1), several(shares)),
    st.builds(budget.Inputs, stated),
    st.builds(budget.Claims, stated),
)  # fmt: skip

members = st.recursive(
    st.builds(cube.Member, ints, texts, st.just([])),
    lambda inner: st.builds(cube.Member, ints, texts, several(inner)),
    max_leaves=4,
)
depths = st.builds(cube.Depth, names, st.none() | names)
terms = st.one_of(
    st.builds(cube.FigureRef, names),
    st.builds(cube.SumOf, names, st.none() | names, where),
    st.builds(cube.CountOf, names, where),
    st.builds(cube.Constant, ints),
)
exprs = st.builds(
    lambda first, more: cube.Expr([("+", first), *more]),
    terms,
    st.lists(st.tuples(st.sampled_from("+-"), terms), max_size=2),
)
cubes = st.one_of(
    st.builds(cube.Profile, paths, strings, several(settings)),
    st.builds(cube.Currency, names, st.none() | names, several(members)),
    st.builds(cube.NumberStyle, names, st.none() | names, several(settings)),
    st.builds(
        cube.Dimension, names, st.none() | names,
        several(st.one_of(
            st.builds(cube.Levels, several(names | ints, 1)),
            st.builds(cube.Attribute, names, several(names)),
            st.builds(cube.Map, names, codes, codes),
            members,
        )),
    ),
    st.builds(cube.Crosswalk, names, names, names, st.none() | names),
    st.builds(
        cube.Measure, names, st.none() | names, st.just([]),
        several(st.builds(cube.View, names, several(depths, 1), where)),
    ),
    st.builds(cube.Measure, names, names, where, st.just([])),
    st.builds(cube.Figure, names, exprs),
    st.builds(cube.Compare, names, st.booleans()),
    st.builds(
        cube.Check, st.booleans(), strings, exprs, st.builds(Word, st.sampled_from(["==", "<=", ">="])), exprs
    ),
    st.builds(cube.Input, names, names),
    st.builds(cube.Slot, names, strings, st.none() | names, st.booleans()),
)  # fmt: skip

aspects = st.sampled_from(["", "prior", "change", "rate"])
kinds = st.builds(Word, st.sampled_from(["编码", "名称"]))
columns = st.recursive(
    st.one_of(
        st.builds(layout.LabelColumn, kinds, strings, st.none() | depths),
        st.builds(layout.SumColumn, strings, st.lists(names, max_size=2), where, aspects),
    ),
    lambda inner: st.builds(layout.ColumnGroup, strings, where, several(inner)),
    max_leaves=4,
)
walks = st.builds(layout.Walk, names, several(names))
rows = st.recursive(
    st.one_of(
        st.builds(layout.TotalRow, strings, st.lists(names, max_size=2)),
        st.builds(layout.FixedRow, strings, several(names), where),
        st.builds(layout.Align),
        st.builds(layout.EachRow, several(walks, 1), st.none() | names, st.none() | strings, where, st.just([])),
    ),
    lambda inner: st.one_of(
        st.builds(layout.RowGroup, several(conditions, 1), several(inner)),
        st.builds(layout.EachRow, several(walks, 1), st.none() | names, st.none() | strings, where, several(inner, 1)),
    ),
    max_leaves=4,
)
views = (
    st.builds(layout.Of, several(names, 1), st.none() | names),
    st.builds(layout.WhereLine, several(conditions, 1)),
    st.builds(layout.ColumnBlock, several(columns)),
    st.builds(layout.RowBlock, several(rows)),
)
goal_kinds = several(st.builds(layout.GoalKind, names, strings))
form_items = st.one_of(
    settings,
    st.builds(layout.Line, several(st.tuples(strings, names), 1)),
    st.builds(layout.MoneyGrid, strings, several(st.builds(layout.MoneyLine, strings, names | ints))),
    st.builds(layout.GoalGrid, strings, several(st.builds(layout.GoalClass, names, strings, goal_kinds))),
)
layouts = st.one_of(
    st.builds(layout.Series, names, names, depths, where, st.booleans()),
    st.builds(layout.NamedList, names, names, several(members)),
    st.builds(
        layout.Table, codes, strings,
        several(st.one_of(
            settings,
            *views,
            st.builds(layout.Panel, strings, several(st.one_of(*views))),
            st.builds(layout.Note, st.none() | names, strings),
        )),
    ),
    st.builds(layout.Chart, names, strings, names),
    st.builds(layout.Form, names, strings, names, where, several(form_items)),
    st.builds(
        layout.Part, strings,
        several(st.builds(layout.Section, names, strings, strings) | st.builds(layout.PartTables)),
    ),
)  # fmt: skip

files = st.builds(File, st.lists(st.one_of(budgets, cubes, layouts), max_size=4))
"""Whole files."""

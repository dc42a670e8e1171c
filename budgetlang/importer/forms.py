"""Forms of projects: fields, money and indicators, recognised by the titles that a profile gives its own form."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import define, field

from budgetlang.importer.published import Cell, Grid, Passage
from budgetlang.importer.tables.sheet import rectangle
from budgetlang.importer.vocabulary import plain
from budgetlang.model.layout import FormGoals, FormLine, FormMoney, FormSpec


@define
class Indicator:
    """An indicator as it is published for the whole period or for the year."""

    category: str
    kind: str
    name: Passage
    goal: Passage


@define
class ReadForm:
    """What a published form says."""

    title: Passage
    fields: dict[str, Passage] = field(factory=dict)
    annual: dict[str, Passage] = field(factory=dict)
    """money of the year, as it is written, by origin"""
    whole: dict[str, Passage] = field(factory=dict)
    unit: str = ""
    goals: tuple[list[Indicator], list[Indicator]] = field(factory=lambda: ([], []))
    """of the whole period, of the year"""
    unread: list[Passage] = field(factory=list)


class FormWords:
    """The titles of a form, ready to be compared."""

    def __init__(self, spec: FormSpec) -> None:
        lines = [item for item in spec.items if isinstance(item, FormLine)]
        money = [item for item in spec.items if isinstance(item, FormMoney)]
        goals = [item for item in spec.items if isinstance(item, FormGoals)]
        self.first = plain(lines[0].cells[0][0]) if lines else ""
        self.fields = {plain(title): name for line in lines for title, name in line.cells}
        self.money = {plain(title): name for item in money for title, name in item.lines}
        self.money_title = plain(money[0].title).partition("(")[0] if money else ""
        self.periods = tuple(plain(spec.words.get(word, "")) for word in ("whole", "annual"))
        self.goals = {plain(item.title) for item in goals}
        self.columns = tuple(plain(spec.words.get(word, "")) for word in ("class", "kind", "indicator", "goal"))
        self.headings = {plain(word) for word in spec.words.values()}
        self.classes = {plain(title): name for item in goals for name, title, _ in item.classes}
        self.kinds = {
            plain(title): (category, name)
            for item in goals
            for category, _, kinds in item.classes
            for name, title in kinds
        }

    def kind(self, text: str) -> tuple[str, str] | None:
        """The kind that is meant: its title, or one that begins like it."""
        word = plain(text)
        if word in self.kinds:
            return self.kinds[word]
        return next((kind for title, kind in self.kinds.items() if len(word) > _ALIKE and _alike(title, word)), None)

    def amount_of(self, text: str) -> tuple[str, str]:
        """The period (or "") and the origin (or "") that the title of an amount names."""
        word = plain(text)
        period = next((each for each in self.periods if each and word.startswith(each)), "")
        return period, self.money.get(word.removeprefix(period), "")


_ALIKE = 3
"""characters that the titles of a kind share"""


def _alike(title: str, word: str) -> bool:
    return title[:_ALIKE] == word[:_ALIKE]


def forms(grid: Grid, words: FormWords) -> Iterator[tuple[ReadForm, int, int]]:
    """The forms of a grid, each with its first and its last row + 1."""
    if not words.first:
        return
    rows, _ = rectangle(grid)
    begins = [number for number, row in enumerate(rows) if row and plain(row[0].text) == words.first]
    for begin, end in pairwise([*begins, len(rows)]):
        form = _form(rows[begin:end], words)
        if len(form.fields) > 1:  # a table of projects begins with the same title
            yield form, begin, end


def _filled(row: list[Cell]) -> list[Cell]:
    return [cell for cell in row if cell.text]


def _form(rows: list[list[Cell]], words: FormWords) -> ReadForm:
    filled = [_filled(row) for row in rows]
    form = ReadForm(filled[0][1].passage if len(filled[0]) > 1 else filled[0][0].passage)
    heads: list[str] = []
    among_goals, category, kind = False, "", ("", "")
    columns = goal_columns(rows, words)
    for raw, row in zip(rows, filled, strict=True):
        row = [cell for cell in _without_unit(row, words, form) if plain(cell.text) not in words.headings]
        titles = [plain(cell.text) for cell in row]
        if titles and titles[0] in words.goals:
            among_goals, heads = True, []
            row = row[1:] if columns else []
        if not row:
            continue
        if heads:
            values = row[-len(heads) :]
            form.fields.update(zip(heads, (cell.passage for cell in values), strict=False))
            heads = []
        elif len(titles) > 1 and all(title in words.fields for title in titles):
            heads = [words.fields[title] for title in titles]
        elif among_goals and not any(title in words.fields for title in titles):
            if columns:
                category, kind = _goals_by_column(raw, columns, words, form, category, kind)
            else:
                category, kind = _goals(row, words, form, category, kind)
        elif any(words.amount_of(cell.text)[1] for cell in row):
            _money(row, words, form)
        else:
            _fields(row, words, form)
    return form


def _without_unit(row: list[Cell], words: FormWords, form: ReadForm) -> list[Cell]:
    """The row without the title of the money, which says its unit and may stand in a row of its own."""
    titles = [cell for cell in row if words.money_title and plain(cell.text).startswith(f"{words.money_title}(")]
    for cell in titles:
        form.unit = plain(cell.text).partition("(")[2].removesuffix(")")
    return [cell for cell in row if cell not in titles]


def _fields(row: list[Cell], words: FormWords, form: ReadForm) -> None:
    title = ""
    for cell in row:
        name = words.fields.get(plain(cell.text), "")
        if name:
            title = name
        elif title:
            form.fields[title] = cell.passage
            title = ""
        else:
            form.unread.append(cell.passage)


def _money(row: list[Cell], words: FormWords, form: ReadForm) -> None:
    """Titles with amounts behind them: first the whole period, then the year."""
    origin, seen = "", 0
    for cell in row:
        named = words.amount_of(cell.text)[1]
        if named:
            origin, seen = named, seen + 1
        elif origin:
            (form.whole if seen == 1 else form.annual)[origin] = cell.passage
            origin = ""
        else:
            form.unread.append(cell.passage)


def _run(cells: list[Cell], words: FormWords) -> int:
    """How many cells there are before the next kind."""
    kinds = (number for number, cell in enumerate(cells) if plain(cell.text) in words.kinds)
    return next(kinds, len(cells))


Columns = tuple[int, ...]
"""where the class stands, then kind, name and goal of the whole period, then those of the year"""


def goal_columns(rows: list[list[Cell]], words: FormWords) -> Columns:
    """The columns of the indicators as their headings say; empty where some row of them does not keep to these."""
    head = next((i for i, row in enumerate(rows) if words.columns[-1] in {plain(cell.text) for cell in row}), None)
    if head is None or not all(words.columns):
        return ()
    titles = [pair for row in rows[max(head - 1, 0) : head + 1] for pair in enumerate(row)]
    places = {word: [i for i, cell in titles if plain(cell.text) == word] for word in words.columns}
    first, kinds, names, goals = (places[word] for word in words.columns)
    if (len(first), len(names), len(goals)) != (1, 2, 2) or len(kinds) not in (1, 2):
        return ()
    columns = (first[0], kinds[0], names[0], goals[0], kinds[-1], names[1], goals[1])
    for row in rows[head + 1 :]:
        cells = {i: plain(cell.text) for i, cell in enumerate(row) if cell.text}
        if any(word in words.fields for word in cells.values()):
            break
        kept = cells.get(columns[0], "") in ("", *words.classes) and cells.keys() <= {0, *columns}
        if not kept or any(cells.get(columns[i], "") not in ("", *words.kinds) for i in (1, 4)):
            return ()
    return columns


def _goals_by_column(
    row: list[Cell], columns: Columns, words: FormWords, form: ReadForm, category: str, kind: tuple[str, str]
) -> tuple[str, tuple[str, str]]:
    """A row of indicators whose cells stand below their headings."""
    cells = dict(enumerate(row))
    named = cells.get(columns[0])
    if named is not None and plain(named.text) in words.classes:
        category, kind = words.classes[plain(named.text)], ("", "")
    for side, (kinds, name, goal) in enumerate((columns[1:4], columns[4:7])):
        said = cells.get(kinds)
        if said is not None and plain(said.text) in words.kinds:
            kind = words.kinds[plain(said.text)]
            category = kind[0]
        pair = [cells[place] for place in (name, goal) if place in cells and cells[place].text]
        if len(pair) == 2:
            form.goals[side].append(Indicator(kind[0] or category, kind[1], pair[0].passage, pair[1].passage))
        else:
            form.unread.extend(cell.passage for cell in pair)
    return category, kind


def _goals(
    row: list[Cell], words: FormWords, form: ReadForm, category: str, kind: tuple[str, str]
) -> tuple[str, tuple[str, str]]:
    """A row of indicators: classes and kinds change what follows; the rest are pairs of a name and a goal."""
    waiting: list[Passage] = []
    side, before, kinds = 0, "", 0
    odd = sum(1 for cell in row if plain(cell.text) not in words.classes and plain(cell.text) not in words.kinds) % 2
    for number, cell in enumerate(row):
        word = plain(cell.text)
        named = before == word and _run(row[number + 1 :], words) % 2  # a name that is written like its kind
        if word in words.classes and not waiting:
            category, kind = words.classes[word], ("", "")
        elif not waiting and not named and (word in words.kinds or (odd and words.kind(word))):
            kind = words.kind(word) or kind
            category, kinds = kind[0], kinds + 1
            side = max(side, min(kinds - 1, 1))  # the second kind of a row is that of the year
        else:
            waiting.append(cell.passage)
        before = word
        if len(waiting) == 2:
            form.goals[min(side, 1)].append(Indicator(kind[0] or category, kind[1], *waiting))
            waiting, side = [], side + 1
    form.unread.extend(waiting)
    return category, kind

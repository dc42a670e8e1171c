"""What the templates of a profile use, told from their syntax alone: names, attributes, texts, other templates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, field
from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from budgetlang.document.narrative import MACROS
from budgetlang.document.values import PAIRS
from budgetlang.source.text import Source

TEXTS = ("text", "文本")
FIGURES = ("figure", "数据", "series", "系列")
TEXT_TABLE = ("texts", "文栏")

Place = tuple[str, int]
"""template and line"""


@define(eq=False)
class Uses:
    """Names with the places where templates use them first."""

    names: dict[str, Place] = field(factory=dict)
    quoted: dict[str, Place] = field(factory=dict)
    """names of figures and series in quotes: `figure("NAME")`"""
    composed: set[tuple[str, ...]] = field(factory=set)
    """of names that are put together, `figure(before ~ "NAME")`: the pieces that are known, in order"""
    texts: dict[str, Place] = field(factory=dict)
    attributes: dict[tuple[str, str], Place] = field(factory=dict)
    """(name, attribute in English), also where a macro looks for it"""
    templates: dict[str, Place] = field(factory=dict)
    directives: dict[tuple[str, str], Place] = field(factory=dict)
    """(kind, name) of `::chart NAME`, without those that are put together only in a budget"""
    exported: set[str] = field(factory=set)
    """what the macros define for all templates"""
    faults: list[tuple[Place, str]] = field(factory=list)


def may_be(name: str, pieces: tuple[str, ...]) -> bool:
    """Whether a name that is put together of these pieces and others can be this one."""
    for piece in pieces:
        _, found, name = name.partition(piece)
        if not found:
            return False
    return True


def uses_of(templates: Mapping[str, Source]) -> Uses:
    """What these templates use. One that does not follow the grammar of templates is among the faults."""
    found = Uses()
    environment = Environment()
    trees: dict[str, nodes.Template] = {}
    for name, source in templates.items():
        try:
            trees[name] = environment.parse(source.text, name)
        except TemplateSyntaxError as error:
            found.faults.append(((name, error.lineno), error.message or ""))
    looked = {name: _looked_for(macro) for tree in trees.values() for name, macro in _macros(tree)}
    if MACROS in trees:
        found.exported = {name for name, _ in _macros(trees[MACROS])} | _assigned(trees[MACROS])
    for name, tree in trees.items():
        _names(found, name, tree)
        _attributes(found, name, tree, looked)
        for number, line in enumerate(templates[name].text.splitlines(), 1):
            _directive(found, (name, number), line.strip())
    return found


def _macros(tree: nodes.Template) -> Iterator[tuple[str, nodes.Macro]]:
    return ((macro.name, macro) for macro in tree.find_all(nodes.Macro))


def _assigned(tree: nodes.Template) -> set[str]:
    targets = (node.target for node in tree.find_all(nodes.Assign))
    return {target.name for target in targets if isinstance(target, nodes.Name)}


def _looked_for(macro: nodes.Macro) -> tuple[list[str], dict[str, set[str]]]:
    """The parameters of a macro, and the attributes that it looks for in each."""
    names = [argument.name for argument in macro.args]
    found: dict[str, set[str]] = {name: set() for name in names}
    for node in macro.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name in found:
            found[node.node.name].add(PAIRS.get(node.attr, node.attr))
    return names, found


def _names(found: Uses, template: str, tree: nodes.Template) -> None:
    free = find_undeclared_variables(tree)
    for node in tree.find_all(nodes.Name):
        if node.name in free:
            found.names.setdefault(node.name, (template, node.lineno))
    for other in tree.find_all((nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)):
        named = getattr(other, "template", None)
        if isinstance(named, nodes.Const):
            found.templates.setdefault(str(named.value), (template, other.lineno))


def _attributes(
    found: Uses, template: str, tree: nodes.Template, looked: Mapping[str, tuple[list[str], dict[str, set[str]]]]
) -> None:
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        owner = node.node  # type: ignore[attr-defined]
        word = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", None)  # type: ignore[attr-defined]
        if isinstance(owner, nodes.Name) and isinstance(word, str):
            if owner.name in TEXT_TABLE:
                found.texts.setdefault(word, (template, node.lineno))
            found.attributes.setdefault((owner.name, PAIRS.get(word, word)), (template, node.lineno))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name):
            _call(found, (template, call.lineno), call.node.name, call, looked)


def _call(
    found: Uses,
    place: Place,
    name: str,
    call: nodes.Call,
    looked: Mapping[str, tuple[list[str], dict[str, set[str]]]],
) -> None:
    """A text or figure by its name, or a figure that a macro takes apart."""
    first = call.args[0].value if call.args and isinstance(call.args[0], nodes.Const) else None
    if isinstance(first, str) and name in TEXTS:
        found.texts.setdefault(first, place)
    elif isinstance(first, str) and name in FIGURES:
        found.quoted.setdefault(first, place)
    elif name in FIGURES and call.args:
        pieces = call.args[0].nodes if isinstance(call.args[0], nodes.Concat) else ()
        found.composed.add(tuple(str(each.value) for each in pieces if isinstance(each, nodes.Const)))
    if name in looked:
        parameters, attributes = looked[name]
        given = [*zip(parameters, call.args, strict=False), *((pair.key, pair.value) for pair in call.kwargs)]
        for parameter, value in given:
            if isinstance(value, nodes.Name):
                for attribute in sorted(attributes.get(parameter, ())):
                    found.attributes.setdefault((value.name, attribute), place)


def _directive(found: Uses, place: Place, line: str) -> None:
    if line.startswith("::") and "{" not in line:
        kind, _, name = line[2:].partition(" ")
        found.directives.setdefault((kind, name.strip()), place)

"""Reading the page with the standard library: a tree of elements, with a complaint for whatever is not well-formed."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from attrs import define, field

VOID = {"meta", "link", "input", "br", "img", "hr", "col"}
DRAWN = {"path", "rect", "circle"}
"""SVG elements that close themselves"""


@define
class Element:
    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str, **attributes: str) -> list[Element]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [e for e in self.walk() if e.tag == tag and all(e.attributes.get(k) == v for k, v in wanted.items())]

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class Page(HTMLParser):
    """The page as a tree. `faults` is empty for a well-formed page."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#page", {})
        self.faults: list[str] = []
        self._open = [self.root]
        self.feed(data.decode())
        self.close()
        self.faults += [f"<{element.tag}> is not closed" for element in self._open[1:]]
        self.by_id = {e.attributes["id"]: e for e in self.root.walk() if "id" in e.attributes}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> repeats an attribute")
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DRAWN:
            self.faults.append(f"<{tag}/> closes itself")
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag != tag:
            self.faults.append(f"</{tag}> closes <{self._open[-1].tag}> at {self.getpos()}")
        else:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

"""The styles of the book: our own, or those of a house template with ours for what it lacks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from attrs import define

from budgetlang.backends import BadReferenceError

LARGEST = 32 * 1024 * 1024
"""bytes of a part that is read from a template"""

_MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLE = re.compile(r"<w:style .*?</w:style>", re.DOTALL)
_REFERENCE = re.compile(r'(<w:(?:basedOn|next|link) w:val=")([^"]*)(")')
_NUMBERING = re.compile(r"<w:numPr>.*?</w:numPr>|<w:numPr/>", re.DOTALL)
_EMBEDDED = re.compile(r"<w:embed(?:Regular|Bold|Italic|BoldItalic)\b[^>]*?/>")
_ID = re.compile(r'w:styleId="([^"]*)"')
_NAME = re.compile(r'<w:name w:val="([^"]*)"')

_STAND_INS = {"BodyText": "normal"}
"""our id → name of a style of a template that serves as well, before ours is added"""


@define
class House:
    """Styles, and what belongs to them."""

    ids: Mapping[str, str]
    """our style id → the id of the style that is used"""
    parts: Mapping[str, str | bytes]
    """`styles.xml`, `fontTable.xml` and `theme.xml`"""


def own_house(styles: str, fonts: str, theme: str) -> House:
    """Our own styles as they are."""
    ids = _ID.findall(styles)
    return House(dict(zip(ids, ids, strict=True)), {"styles.xml": styles, "fontTable.xml": fonts, "theme.xml": theme})


def read_house(reference: bytes, own: House) -> House:
    """The styles of a DOCX or DOTX file, with ours added. Raises BadReferenceError."""
    try:
        with ZipFile(BytesIO(reference)) as file:
            parts = _linked(file)
            styles, theme, fonts = (_text(file, parts.get(kind)) for kind in ("styles", "theme", "fontTable"))
            known = _known(styles)
    except (BadZipFile, KeyError, ElementTree.ParseError, UnicodeError, ValueError, NotImplementedError) as error:
        raise BadReferenceError("这不是可用的 DOCX 模板文件", "this is no usable DOCX template") from error
    merged, ids = _merge(styles, known, str(own.parts["styles.xml"]))
    kept = {**own.parts, "styles.xml": merged}
    if fonts:
        kept["fontTable.xml"] = _EMBEDDED.sub("", fonts)
    if theme and "r:embed" not in theme and "r:link" not in theme:
        kept["theme.xml"] = theme
    return House(ids, kept)


def _linked(file: ZipFile) -> dict[str, str]:
    """Last word of the type of a relation → part, for what the main document refers to."""
    main = next(target for kind, target in _relations(file, "_rels/.rels", "") if kind == "officeDocument")
    folder = dirname(main)
    name = f"{folder}/_rels/{main.removeprefix(folder).lstrip('/')}.rels"
    return dict(_relations(file, name, folder))


def _relations(file: ZipFile, name: str, folder: str) -> list[tuple[str, str]]:
    root = ElementTree.fromstring(_text(file, name))
    return [
        (item.get("Type", "").rpartition("/")[2], normpath(join("/" + folder, item.get("Target", ""))).lstrip("/"))
        for item in root
        if item.get("TargetMode") != "External"
    ]


def _text(file: ZipFile, name: str | None) -> str:
    """A part as text without byte order mark; empty if there is none of that name."""
    if name is None:
        return ""
    if file.getinfo(name).file_size > LARGEST:
        raise ValueError("too large")
    octets = file.read(name)
    encoding = "utf-16" if octets[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = octets.decode(encoding)
    if "<!DOCTYPE" in text:
        raise ValueError("a document type")
    return re.sub(r"^<\?xml[^>]*\?>", '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', text)


def _known(styles: str) -> dict[str, str]:
    """Name of a style in lower case → its id."""
    if not styles:
        raise ValueError("no styles")
    known: dict[str, str] = {}
    for style in ElementTree.fromstring(styles.encode()).iter(f"{_MAIN}style"):
        name = style.find(f"{_MAIN}name")
        if name is not None:
            known.setdefault(name.get(f"{_MAIN}val", "").lower(), style.get(f"{_MAIN}styleId", ""))
    return known


def _merge(styles: str, known: Mapping[str, str], own: str) -> tuple[str, dict[str, str]]:
    """The template's styles and those of ours that it lacks, and the ids to use."""
    taken = set(known.values())
    ids, lacking = {}, []
    for style in _STYLE.findall(own):
        ours, name = _ID.findall(style)[0], _NAME.findall(style)[0].lower()
        found = known.get(name) or known.get(_STAND_INS.get(ours, ""))
        if found is None:
            lacking.append(style)
            found = ours if ours not in taken else f"Budget{ours}"
        ids[ours] = found
    added = [_REFERENCE.sub(lambda match: match[1] + ids.get(match[2], match[2]) + match[3], s) for s in lacking]
    added = [_ID.sub(lambda match: f'w:styleId="{ids[match[1]]}"', style, count=1) for style in added]
    at = styles.rindex("</")
    fragment = "".join(style.replace("<w:style ", f'<w:style xmlns:w="{_MAIN[1:-1]}" ', 1) for style in added)
    return _NUMBERING.sub("", styles[:at]) + fragment.replace(' w:default="1"', "") + styles[at:], ids

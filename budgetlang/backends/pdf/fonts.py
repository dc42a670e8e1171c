"""Fonts of the printed book: the faces that official documents use where the machine has them, else those of pip.

Only fonts of the package and of the folders that the user names are used, never those of the system: so the same
book gives the same bytes on every machine. A family that is absent is not asked for, since Typst would set a book
without any Chinese font, too, and show empty boxes.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import define

from budgetlang.backends import MissingExtraError

PACKAGES = ("pylopdf_fonts_zh_cn",)
"""Python packages that hold font files"""

INSTALL = 'pip install "budgetlang[pdf]"'

SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC", "FandolSong", "SimSun", "STSong", "Songti SC")
SANS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "FandolHei", "SimHei", "STHeiti")
ROLES: dict[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong", "华文中宋"),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "FandolFang", "FandolFang R"),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", "Kaiti SC", "FandolKai", "LXGW WenKai"),
    "hei": ("SimHei", "黑体", "FZHei-B01S", "STHeiti", *SANS),
    "song": ("SimSun", "宋体", "NSimSun", "STSong", *SERIF),
}
"""What a part of the page is set in, the best first (GB/T 9704-2012). A role without its own face falls to `SERIF`."""


@define(eq=False, repr=False)
class Faces:
    """The fonts found, and the families of every role."""

    fonts: Any
    """`typst.Fonts`"""
    roles: dict[str, list[str]]
    own: set[str]
    """roles that are set in a face of their own, not in the serif that stands in for it"""


def find(typst: Any, folders: Sequence[Path] = ()) -> Faces:
    """The fonts of the packages and of `folders`, which come first. Raises MissingExtraError where there is none, or
    none in one of the folders."""
    named = {name for folder in folders for name in _families(typst, folder)}
    places = tuple(str(place) for place in (*folders, *_packaged()))
    fonts = (_opened if folders else _kept)(typst, places)
    present = fonts.families() if places else []
    if not present:
        raise MissingExtraError(
            f"没有中文字体，先安装：{INSTALL}，或用 --font-path 指定字体文件夹",
            f"there is no Chinese font; install one: {INSTALL}, or name a folder with --font-path",
        )
    return Faces(fonts, *chains(present, named))


def _families(typst: Any, folder: Path) -> list[str]:
    """What a folder of the user holds."""
    if not folder.is_dir():
        raise MissingExtraError(f"没有字体文件夹“{folder}”", f"there is no folder of fonts {folder}")
    families: list[str] = _opened(typst, (str(folder),)).families()
    if not families:
        raise MissingExtraError(
            f"--font-path 的文件夹“{folder}”里没有字体文件；要么换一个，要么安装：{INSTALL}",
            f"there is no font in {folder}, which --font-path names; name another, or install one: {INSTALL}",
        )
    return families


def _opened(typst: Any, places: tuple[str, ...]) -> Any:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(places))


_kept = cache(_opened)
"""Fonts of packages, read once for all books of a process; those of a folder may change between two books."""


def _packaged() -> list[str]:
    """The folders of the font packages that are installed."""
    specs = (find_spec(name) for name in PACKAGES)
    return [place for spec in specs if spec for place in spec.submodule_search_locations or ()]


def chains(present: Sequence[str], first: Set[str] = frozenset()) -> tuple[dict[str, list[str]], set[str]]:
    """Of the families that are present, for every role: its own, then the serif ones, then the rest, of each those of
    `first` before the others. And the roles that have a face of their own."""
    by_name = {name.casefold(): name for name in sorted(present, key=lambda name: (name not in first, name))}
    roles: dict[str, list[str]] = {}
    own: set[str] = set()
    for role, wanted in ROLES.items():
        chain = _named(wanted, by_name, first)
        if chain:
            own.add(role)
        roles[role] = list(dict.fromkeys([*chain, *_named(SERIF, by_name, first), *by_name.values()]))
    return roles, own


def _named(wanted: Sequence[str], by_name: dict[str, str], first: Set[str]) -> list[str]:
    found = dict.fromkeys(by_name[name.casefold()] for name in wanted if name.casefold() in by_name)
    return sorted(found, key=lambda name: name not in first)


def typesetter() -> Any:
    """The module `typst`. Raises MissingExtraError where it is not installed."""
    if find_spec("typst") is None:
        raise MissingExtraError(f"生成 PDF 要用 typst，先安装：{INSTALL}", f"PDF needs typst; install it: {INSTALL}")
    return import_module("typst")

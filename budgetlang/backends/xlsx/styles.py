"""How cells look: fonts, borders and fills, each combination made once in a workbook."""

from __future__ import annotations

from attrs import define, field
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

Look = dict[str, str | int | float | bool]

GRID: Look = {"border": 1, "border_color": "#595959", "text_wrap": True, "valign": "vcenter"}
HEAD: Look = {**GRID, "bold": True, "align": "center", "bg_color": "#EDEDED"}
TEXT: Look = {**GRID, "align": "left"}
NUMBER: Look = {**GRID, "align": "right", "text_wrap": False, "indent": 1}
TITLE: Look = {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "text_wrap": True}
SUBTITLE: Look = {"align": "center", "valign": "vcenter", "text_wrap": True}
HEADING: Look = {"bold": True, "font_size": 12, "valign": "vcenter"}
PLAIN: Look = {"valign": "vcenter"}
RIGHT: Look = {"valign": "vcenter", "align": "right"}
NOTE: Look = {"font_size": 9, "valign": "top", "text_wrap": True, "align": "left"}
LINK: Look = {"font_color": "#0B4F9E", "underline": 1, "valign": "vcenter"}
CHECK: Look = {"font_size": 9, "italic": True, "font_color": "#595959", "valign": "vcenter"}

FONTS = {"zh": "宋体"}
"""by language"""

OTHER_FONT = "Calibri"


@define
class Styles:
    """The formats of one workbook."""

    workbook: Workbook
    font: str
    """the font of the whole workbook"""
    _made: dict[tuple[tuple[str, str | int | float | bool], ...], Format] = field(factory=dict)

    def __call__(self, look: Look, **more: str | int | float | bool) -> Format:
        """The format for a look."""
        wanted = {**look, **more}
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self.workbook.add_format(wanted)
        return self._made[key]

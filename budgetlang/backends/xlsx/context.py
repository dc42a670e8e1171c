"""What all sheets of one workbook share, and the page set-up that they have in common."""

from __future__ import annotations

from attrs import define
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from budgetlang.backends.xlsx.layout import PAGE
from budgetlang.backends.xlsx.names import ASIDE, link
from budgetlang.backends.xlsx.styles import LINK, Styles
from budgetlang.document.nodes import Document

A4 = 9
MARGIN = 0.59
"""inches left and right of the page"""

TOP, BOTTOM = 0.6, 0.65
"""inches above and below what is printed"""

HEIGHT, HEIGHT_ACROSS = (edge - 72 * (TOP + BOTTOM) - 8 for edge in (842, 595))
"""points between them on an A4 page, upright and on its side, a little less for programs that count otherwise"""

ACROSS = PAGE * 267 / 180
"""width of an A4 page that lies on its side"""


@define
class Context:
    """One workbook while it is written."""

    document: Document
    workbook: Workbook
    styles: Styles
    words: dict[str, str]
    contents: str
    """name of the sheet with the contents"""

    def back(self, sheet: Worksheet) -> None:
        """The first row of a sheet: the way back to the contents. It is not printed."""
        sheet.write_url(0, 0, link(self.contents), self.styles(LINK), f"← {self.words['contents']}")

    def aside(self, sheet: Worksheet, *areas: tuple[int, int, int, int]) -> None:
        """Names the areas (first row and column, last row and column) of a sheet that are not the document."""
        name = str(sheet.name).replace("'", "''")
        refers = ",".join(f"'{name}'!{xl_range_abs(*area)}" for area in areas)
        self.workbook.define_name(f"'{name}'!{ASIDE}", f"={refers}")

    def page(self, sheet: Worksheet, landscape: bool = False) -> None:
        """A4, margins, page numbers."""
        sheet.set_paper(A4)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=MARGIN, right=MARGIN, top=TOP, bottom=BOTTOM)
        sheet.center_horizontally()
        sheet.set_footer(f"&C&10{self.words['page_of']}")
        sheet.hide_gridlines(2)

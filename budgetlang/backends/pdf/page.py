"""The sheet, and what the columns of a grid on it are. All lengths are points."""

from __future__ import annotations

from attrs import define

PORTRAIT = (442.2, 637.8)
"""width and height of the type area: 156 × 225 mm (GB/T 9704-2012)"""
LANDSCAPE = (637.8, 442.2)

INSET = 3.0
"""left and right of the text of a cell"""

LEADING = 3.0
"""between two lines of a cell"""

TIGHT, LOOSE, USUAL = 1.5, 5.0, 3.6
"""above and below the text of a cell: between the first two if the rows then stay on one page, else the third"""


@define(eq=False, repr=False)
class Columns:
    """The widths of the columns of a grid."""

    size: float
    """of the letters"""
    widths: list[float]
    landscape: bool
    padding: float = USUAL

"""B80x: published documents that are imported or audited."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B801": ("note", "没有识别，没有核对：{text}", "not recognised, not checked: {text}"),
    "B802": (
        "note",
        "四舍五入的尾差，不是错误：{count} 个数相加是 {sum}",
        "a tail of rounding and no error: {count:figure adds|figures add} up to {sum}",
    ),
    "B803": (
        "error",
        "“{title}”少了一行：{name}（{amount}，别的表里有）",
        "{title} lacks a row: {name} ({amount}, which other tables have)",
    ),
    "B804": (
        "error",
        "文字里的数与各表算出的不同：{said}",
        "a number of the text is not the one that the tables give: {said}",
    ),
    "B805": (
        "error",
        "表内相加不符：其余各行、各栏都等于分项之和，这个数不等于它的 {count} 个分项之和",
        "the table does not add up: other figures are the sums of their parts, this one is not ({count:part})",
    ),
}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {}

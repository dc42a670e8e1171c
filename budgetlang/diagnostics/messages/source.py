"""B00x: bytes and characters. B02x: files."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B001": ("note", "文件开头有字节序标记（BOM），已略过", "the file begins with a byte order mark, which is skipped"),
    "B002": ("warning", "文件的编码是 {encoding}，应存为 UTF-8", "the file is encoded in {encoding}; save it as UTF-8"),
    "B003": (
        "error",
        "这里的字节不是任何字符，文件可能已损坏",
        "these bytes are no character; the file may be damaged",
    ),
    "B004": ("error", "这里有空字符（NUL），这可能不是文本文件", "NUL character; this may be no text file"),
    "B005": ("note", "行尾是 CRLF，已按 LF 读取", "lines end with CRLF, which is read as LF"),
    "B006": ("error", "这里有看不见的控制字符 {char}", "control character {char}"),
    "B007": ("error", "这里有分页符一类的字符 {char}，多半是从别处粘贴来的", "page break {char}, probably pasted"),
    "B008": ("error", "这里有特殊的换行字符 {char}，应换成普通换行", "line separator {char}; use a plain line end"),
    "B009": ("error", "这里有单独的回车符 {char}", "carriage return {char} without line feed"),
    "B010": (
        "error",
        "这里的空白是全角空格或特殊空格，应使用半角空格",
        "full-width or special blank; use a plain space",
    ),
    "B011": (
        "error",
        "这里有改变文字方向的字符 {char}，会使显示与内容不符",
        "character {char} changes the direction of text",
    ),
    "B012": (
        "error",
        "这一行有 {length} 个字符，超过 {limit} 个，未读取",
        "line of {length} characters, over {limit}; not read",
    ),
    "B013": ("error", "这里有看不见的字符 {char}", "invisible character {char}"),
    "B021": ("error", "找不到文件“{path}”", "file not found: {path}"),
    "B022": ("error", "无法读取文件“{path}”：{reason}", "cannot read file {path}: {reason_en}"),
    "B023": ("error", "“{pattern}”没有对应的文件", "no file matches {pattern}"),
    "B024": ("error", "文件互相引用，绕成了一圈：{path}", "files include each other in a circle: {path}"),
    "B025": ("error", "“{path}”在本项目文件夹之外，不能引用", "{path} is outside the project"),
    "B026": ("error", "引用层数太多，超过 {limit} 层", "includes nested more than {limit} deep"),
    "B027": ("error", "没有名为“{name}”的样式", "unknown profile {name}"),
    "B028": ("error", "“{path}”里没有预算文件可查", "nothing to check in {path}"),
    "B029": ("error", "“{path}”被引用了两次", "{path} is included twice"),
}

HINTS: dict[str, tuple[str, str]] = {
    "no_main": (
        "文件夹里要有 main.budget；新建一份：budgetc new 文件夹",
        "a folder needs a main.budget; to begin one: budgetc new DIR",
    ),
    "slashes": ("文件夹之间写“/”：{close}", "write / between folders: {close}"),
    "whole_folder": ("引用里面的全部文件，写：{close}", "to include all files in it, write {close}"),
    "save_as_text": (
        "在原来的程序里另存为纯文本，编码选 UTF-8",
        "in the program that made it, save it as plain text in UTF-8",
    ),
}

NOTES: dict[str, tuple[str, str]] = {}

"""B00x: bytes and characters. B02x: files."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B021": ("error", "找不到文件“{path}”", "file not found: {path}"),
    "B022": ("error", "无法读取文件“{path}”：{reason}", "cannot read file {path}: {reason}"),
    "B023": ("error", "“{pattern}”没有对应的文件", "no file matches {pattern}"),
    "B024": ("error", "文件互相引用，绕成了一圈：{path}", "files include each other in a circle: {path}"),
    "B025": ("error", "“{path}”在本项目文件夹之外，不能引用", "{path} is outside the project"),
    "B026": ("error", "引用层数太多，超过 {limit} 层", "includes nested more than {limit} deep"),
    "B027": ("error", "没有名为“{name}”的样式", "unknown profile {name}"),
    "B028": ("error", "“{path}”里没有预算文件可查", "nothing to check in {path}"),
    "B029": ("error", "“{path}”被引用了两次", "{path} is included twice"),
}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {}

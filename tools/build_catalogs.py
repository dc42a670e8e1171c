"""Build `budgetlang/catalogs/data/cn` from CSV lists of codes, names and sources.

    python tools/build_catalogs.py FOLDER

FOLDER holds functional.csv, economic_department.csv, economic_government.csv and revenue.csv (code, name, level,
parent, source), mapping.csv (the cross-walk of the two economic classifications) and the two lists of older editions.
Only facts are taken over: code, name, and whether a document stands behind the row. Pinyin is added.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from pypinyin import lazy_pinyin, load_phrases_dict

TARGET = Path(__file__).resolve().parent.parent / "budgetlang" / "catalogs" / "data" / "cn"

# Where the phrases that pypinyin knows are not enough; each was wrong without its line.
PHRASES = {
    "稳定调节": [["wěn"], ["dìng"], ["tiáo"], ["jié"]],  # 调 is tiáo (regulate); taken for diào as in 调动
    "还草": [["huán"], ["cǎo"]],  # 还 is huán (turn back to grass); taken for hái (still)
}

# File, Chinese title, English title, level names with the number of digits.
CATALOGS = (
    ("functional", "支出功能分类科目", "Expenditure by function", "类 3", "款 5", "项 7"),
    ("economic_department", "部门预算支出经济分类科目", "Departments' expenditure by economic nature", "类 3", "款 5"),
    ("economic_government", "政府预算支出经济分类科目", "Government expenditure by economic nature", "类 3", "款 5"),
    ("revenue", "收入分类科目", "Revenue", "类 3", "款 5", "项 7", "目 9"),
)

# Catalogue, a whole older list of it and the years of the budgets that used it.
EDITIONS = (("economic_department", "economic_legacy_2007.csv", "2007-2017"),)

# Catalogue, the older list of it.
OBSOLETE = (
    ("functional", "functional_legacy_c2010.csv", "2010"),
    ("economic_department", "economic_legacy_2007.csv", "2007"),
)

# Words of the source for the kind of unit → the word in the data. Units 参照公务员法管理 follow the 行政 side.
KINDS = {"行政单位（参公）": "行政", "事业单位": "事业", "行政与事业单位": "any", "不分": "any"}
KIND_LINE = "kinds\t行政 参公\t事业"


def syllables(name: str) -> str:
    """The pinyin of a name without tones, syllables parted by blanks; punctuation is left out, ü is v."""
    return " ".join(lazy_pinyin(name, errors="ignore"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _status(row: dict[str, str]) -> str:
    return "unverified" if row["source"].strip() == "unverified" else "sourced"


def _catalog(path: Path, titles: tuple[str, ...], levels: tuple[str, ...]) -> str:
    rows = sorted(_rows(path), key=lambda row: row["code"])
    lines = ["\t".join(("title", *titles)), "\t".join(("levels", *levels))]
    lines += [f"{row['code']}\t{row['name']}\t{_status(row)}\t{syllables(row['name'])}" for row in rows]
    return "\n".join(lines) + "\n"


def _crosswalk(path: Path) -> str:
    lines = ["catalogs\teconomic_department\teconomic_government", KIND_LINE]
    keys = ("department_code", "government_code")
    rows = sorted(_rows(path), key=lambda row: [row[key] for key in keys])
    lines += ["\t".join([*(row[key] for key in keys), KINDS[row["unit_kind"]], _status(row)]) for row in rows]
    return "\n".join(lines) + "\n"


def _obsolete(old: Path, current: Path, edition: str) -> str:
    """The rows of an older list that the current one does not repeat.

    The older functional list puts a qualifier behind names that occur often: 行政运行（人大）. That is the same name.
    """
    names = {row["code"]: row["name"] for row in _rows(current)}
    lines = [f"edition\t{edition}"]
    for row in sorted(_rows(old), key=lambda row: row["code"]):
        code, name = row["code"], row["name"]
        now = names.get(code, "")
        if name != now and not (now and name.startswith(f"{now}（")):
            lines.append(f"{code}\t{name}")
    return "\n".join(lines) + "\n"


def build(folder: Path) -> dict[str, str]:
    """The data files, by their path below `data/cn`, made from the CSV files in `folder`."""
    load_phrases_dict(PHRASES)
    files = {
        f"{name}.tsv": _catalog(folder / f"{name}.csv", (zh, en), tuple(levels)) for name, zh, en, *levels in CATALOGS
    }
    files["crosswalks/economic.tsv"] = _crosswalk(folder / "mapping.csv")
    for name, old, edition in OBSOLETE:
        files[f"obsolete/{name}.tsv"] = _obsolete(folder / old, folder / f"{name}.csv", edition)
    titles = {name: (zh, en, levels) for name, zh, en, *levels in CATALOGS}
    for name, old, years in EDITIONS:
        zh, en, levels = titles[name]
        files[f"editions/{name}.{years}.tsv"] = _catalog(folder / old, (zh, en), tuple(levels))
    return files


def main() -> int:
    """Write the data files; the exit code is 2 when no folder is named."""
    if len(sys.argv) != 2:
        print("usage: build_catalogs.py FOLDER", file=sys.stderr)
        return 2
    for name, text in build(Path(sys.argv[1])).items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""B4xx: sums, claims and views that do not agree. B5xx: statements that the law or the profile asks for."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B401": (
        "error",
        "公布数与明细对不上：{region}。{count} 个四舍五入的数相加只能在 {low} 到 {high} 之间",
        "the stated figure does not fit its lines: {region}. {count:rounding adds|roundings add} up to {low} … {high}",
    ),
    "B402": (
        "error",
        "公布数与 {count} 行明细之和不等：{region}",
        "the stated figure is not the sum of its {count:line}: {region}",
    ),
    "B403": (
        "error",
        "{measure}的两个口径不一致（{region}）：按“{left}”是 {left_sum}，按“{right}”是 {right_sum}，"
        "四舍五入最多只能差 {slack}",
        "two views of {measure} disagree ({region}): {left} {left_sum}, {right} {right_sum}; rounding explains {slack}",
    ),
    "B404": ("error", "勾稽不符：{title}", "check failed: {title}"),
    "B405": ("warning", "勾稽提示：{title}", "soft check failed: {title}"),
    "B406": (
        "error",
        "检查“{title}”两边的单位不同：{left}、{right}",
        "check {title} compares {left} with {right}",
    ),
    "B408": (
        "error",
        "{measure}：填写的数与按支出明细算出的数不一致（{region}）",
        "{measure}: what is entered is not what follows from the lines of spending ({region})",
    ),
    "B409": ("error", "没有明细可以核对这个数：{region}", "no lines add up to this figure: {region}"),
    "B410": ("error", "同一个数写了两个不同的值：{region}", "two different values for one quantity: {region}"),
    "B411": (
        "error",
        "{measure}没有填写，也推不出来：有 {count} 行支出没写清楚是否属于它",
        "{measure} is not entered and cannot be derived: lines that do not say whether they belong to it: {count}",
    ),
    "B412": ("error", "“{name}”与核对的数不符", "{name} differs from the stated figure"),
    "B413": ("error", "“{name}”的增长率算得不对", "the rate of {name} is wrong"),
    "B414": ("error", "“{name}”没有可比的上年数", "{name} has no base to compare with"),
    "B415": ("error", "“{name}”的增减额与核对的数不符", "the change of {name} differs from the stated one"),
    "B416": (
        "error",
        "公布数与其中的公布数对不上：{region}。其中 {count} 个公布数和其余明细相加，只能在 {low} 到 {high} 之间",
        "the stated figure does not fit the figures stated inside it: {region}. "
        "{count} of them and the lines left add up to {low} … {high}",
    ),
    "B417": (
        "error",
        "这 {count} 个数不能同时成立：没有一组数既满足 {sums}，又能四舍五入成它们",
        "these {count:figure exclude|figures exclude} each other: no amounts satisfy {sums} and round to all of them",
    ),
    "B418": (
        "error",
        "上年数对不上：“{name}”不等于{parts}",
        "last year's {name} is not last year's {parts_en}",
    ),
    "B420": (
        "error",
        "这 {count} 个数不能同时成立（求解器找出，已用整数验算）：没有一组数既满足 {sums}，又能四舍五入成它们",
        "these {count:figure exclude|figures exclude} each other (found by a solver, checked in whole numbers): "
        "no amounts satisfy {sums} and round to all of them",
    ),
    "B421": (
        "warning",
        "没有发现矛盾，但也没能找出一组准确的金额来证明这些数能同时成立",
        "no contradiction was found, but no exact amounts either that prove the figures can hold together",
    ),
    "B501": ("error", "缺少一行：{statement}", "a statement is missing: {statement_en}"),
    "B502": (
        "error",
        "“{name}”比上年变动 {change}，没有写原因（原因 {name} = …）",
        "{name} changed by {change} against last year without a reason",
    ),
    "B503": ("error", "缺少 {count} 个上年数：{names}", "last year is missing for {count:figure}: {names}"),
    "B504": ("error", "缺少 {count} 个填报项：{names}", "{count:input is|inputs are} missing: {names}"),
    "B505": ("error", "缺少文字：{title}（文本 {name} = …）", "the text for {title} is missing (text {name} = …)"),
    "B506": ("warning", "“{name}”与上年相同，原因是多余的", "{name} did not change; the reason is not used"),
    "B507": (
        "error",
        "上年的文件“{path}”读不全（{count} 处错误），上年数会算少",
        "last year's file {path} cannot be read in full ({count:error}), so its figures would be short",
    ),
}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {
    "summed_here": ("相加的 {count} 行之一", "one of the {count:line} summed"),
    "summed_alone": ("由这一行得出", "this line makes it up"),
    "part_here": ("其中的公布数", "a figure inside it"),
    "marked": ("这是 {mark}", "this is {mark}"),
    "marked_lines": ("{mark} 是这样的 {lines} 行之和", "{mark} is the sum of {lines:line}"),
    "side_begins": ("“{view}”从这里起，共 {count} 行，合计 {total}", "{view} begins here: {count:line}, {total}"),
    "stated_here": ("另一处写在这里", "the other is stated here"),
    "undecided_here": ("{count} 行中的第一行", "the first of {count:line}"),
    "derived_here": ("按这样的 {count} 行支出算", "{count:such line makes|such lines make} it up"),
    "base_here": ("上年数写在这里", "last year's figure is stated here"),
}

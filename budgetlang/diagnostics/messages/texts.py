"""B61x, B62x: figures in words: texts, reasons and the fields of forms."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str, str]] = {
    "B610": (
        "error",
        "文字里的合计不对：{count} 项相加不等于 {whole}",
        "a sum in words is wrong: its {count:part does|parts do} not add up to {whole}",
    ),
    "B611": (
        "error",
        "文字里的分项超过了总数 {whole}",
        "the parts in words are more than their whole, {whole}",
    ),
    "B612": (
        "error",
        "写的是 {stated}，列出的有 {count} 个",
        "{stated} are said, and {count} are listed",
    ),
    "B613": (
        "error",
        "增减率算得不对：应以 {base} 为基数",
        "the rate in words is wrong: the change is to be divided by {base}",
    ),
    "B614": (
        "error",
        "增减的方向前后矛盾：{change}、{rate}",
        "the change and its rate go in opposite directions: {change}, {rate}",
    ),
    "B615": (
        "error",
        "占比算得不对：{part} 占 {whole}",
        "the share in words is wrong: {part} of {whole}",
    ),
    "B616": (
        "warning",
        "单价乘数量不等于写的金额：{quantity} × {price}",
        "price times quantity is another amount: {quantity} × {price}",
    ),
    "B617": (
        "error",
        "文字里的金额与项目“{name}”的资金不符：{amount}",
        "the amount in words is not the money of project {name}: {amount}",
    ),
    "B618": (
        "error",
        "文字里列出的 {count} 笔钱，合起来不等于项目“{name}”的资金",
        "the {count:amount listed in words does|amounts listed in words do} not add up to the money of project {name}",
    ),
    "B619": (
        "error",
        "文字里的数量与指标“{name}”不符：{said}",
        "the number in words contradicts the indicator {name}: {said}",
    ),
    "B620": (
        "error",
        "文字里的数与“{name}”不符：{said}",
        "the figure in words is not {name}: {said}",
    ),
    "B621": (
        "warning",
        "文字里的金额与项目“{name}”的资金只是大致相同：{amount}",
        "the amount in words is only roughly the money of project {name}: {amount}",
    ),
    "B622": ("note", "这里的数就是“{name}”，可以引用它", "this is {name}, and could be bound to it: {said}"),
    "B623": ("note", "有 {count} 个数核对不了", "figures in words that nothing is known of: {count}"),
    "B624": ("note", "已存疑（{finding}）：{reason}", "left as it is ({finding}): {reason}"),
    "B625": ("warning", "“{quote}”没有问题，不需要存疑", "nothing contradicts these words any more: {quote}"),
    "B627": (
        "error",
        "文字里的增减方向与“{name}”不符：实际变动 {change}",
        "the words go another way than {name}, which changed by {change}",
    ),
    "B629": (
        "warning",
        "“{name}”没有这样一个数：{said}",
        "{name} has no such amount: {said}",
    ),
    "B628": ("error", "这里没有“{quote}”这几个字", "these words do not stand here: {quote}"),
    "B626": (
        "warning",
        "文字里的分项相加不等于 {whole}；同一段里别的分项是相等的",
        "the parts in words do not add up to {whole}, as those of the others in the text do",
    ),
}

HINTS: dict[str, tuple[str, str]] = {}

NOTES: dict[str, tuple[str, str]] = {
    "added_here": ("其中一项", "one of the parts"),
    "listed_here": ("列出的名称", "what is listed"),
    "change_said": ("增减额", "the change"),
    "current_said": ("本年数", "this year's figure"),
    "part_said": ("部分", "the part"),
    "whole_said": ("总数", "the whole"),
    "factor_here": ("相乘的数", "a factor"),
    "accepted_here": ("存疑写在这里", "left as it is by this"),
    "indicator_here": ("指标“{name}”", "the indicator {name}"),
}

"""Whatever a template or an author writes, the outcome is blocks and findings at their place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from narrative_samples import PRIOR, Samples

from budgetlang.diagnostics.messages import MESSAGES

ONE = "test/plain/narrative/one.j2"
DOUBLED = (
    "{%% macro f(x) %%}{{ x }}{{ x }}{%% endmacro %%}{%% set ns = namespace(x='a') %%}"
    "{%% for i in range(60) %%}{%% set ns.x = %s %%}{%% endfor %%}"
)


@pytest.fixture
def samples(tmp_path: Path) -> Samples:
    return Samples(tmp_path)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{{ totl }}", "B721"),
        ("{% if totl %}{% endif %}", "B721"),
        ("{{ totl ~ '' }}", "B721"),
        ("{{ figure('totl') }}", "B721"),
        ("{{ total.size }}", "B722"),
        ("{{ total._amount }}", "B722"),
        ("{{ total.__class__ }}", "B722"),
        ("{{ total.reason }}", "B722"),
        ("{{ 'a'.upper() }}", "B722"),
        ("{{ total + 1 }}", "B723"),
        ("{{ 1 / 0 }}", "B723"),
        ("{{ 1e999 }}", "B723"),
        ("{{ by_purpose }}", "B723"),
        ("{{ range }}", "B723"),
        ("{{ 2 ** 9 }}", "B723"),
        ("{{ '%9999999d' % 1 }}", "B723"),
        ("{{ share(total, 3) }}", "B723"),
        ("{{ numbered('x', 1) }}", "B723"),
        ("{{ total ) }}", "B720"),
        ("{% for %}", "B720"),
        ("{{ total | nofilter }}", "B720"),
        ("{% include 'other.j2' %}", "B728"),
        ("{% import '../one.j2' as x %}", "B728"),
        ("{% for a in range(20000) %}{% endfor %}", "B724"),
        ("{% for a in range(999) %}{% for b in range(999) %}{% endfor %}{% endfor %}", "B724"),
        ("{{ 'a' * 99999999 }}", "B724"),
        ("{{ [1] * 99999999 }}", "B724"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "B724"),
        ("{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(50) }}", "B724"),
        (DOUBLED % "ns.x ~ ns.x", "B724"),
        (DOUBLED % "ns.x + ns.x", "B724"),
        (DOUBLED % "[ns.x, ns.x] | join", "B724"),
        (DOUBLED % "f(ns.x)", "B724"),
        ("{% for i in range(9999) %}{{ 'a' * 9999 }}{% endfor %}", "B724"),
        ("::chart Sharse", "B726"),
        ("::form x", "B725"),
        ("{{ cars.prior }}", "B722"),
        ("{{ joiner.__init__.__globals__ }}", "B723"),
        ("{{ ('a' | list).append(1) }}", "B723"),
    ],
)
def test_found_at_its_line(samples: Samples, line: str, code: str) -> None:
    rendered = samples.render(f"first\n\n{line}\nlast", PRIOR)
    assert rendered.codes == [code]
    assert rendered.place() == (ONE, 3)
    assert code in MESSAGES


@pytest.mark.parametrize(
    ("text", "code"),
    [("{% for a in [1] %}" * 25 + "{% endfor %}" * 25, "B723"), ("{{ " + "(" * 999 + "1" + ")" * 999 + " }}", "B724")],
)
def test_nested_too_deep(samples: Samples, text: str, code: str) -> None:
    rendered = samples.render(text)
    assert (rendered.codes, rendered.place()) == ([code], (ONE, 1))
    rendered = samples.render("{{ text('duties') }}", f'text duties = """\n{text}\n"""\n')
    assert (rendered.codes, rendered.place()) == ([code], ("main.budget", 16))


def test_the_nearest_name_is_told(samples: Samples) -> None:
    (finding,) = samples.render("{{ totl }}").diagnostics
    assert (finding.args["close"], finding.hint) == ("total", "did_you_mean")


@pytest.mark.parametrize(
    ("text", "code"), [("{{ totl }}", "B721"), ("{{ total", "B720"), ("{{ text('duties') }}", "B727")]
)
def test_the_text_of_an_author_is_at_fault_in_its_file(samples: Samples, text: str, code: str) -> None:
    more = f'{PRIOR}text duties = """\n  good {{{{ total }}}}\n\n  {text}\n"""\n'
    rendered = samples.render("a\n{{ text('duties') }}", more)
    assert rendered.codes == [code]
    path, line = rendered.place()
    source = rendered.diagnostics[0].labels[0].source
    assert path == "main.budget"
    if code != "B720":
        assert source.line_text(line).strip() == text


def test_a_reason_is_at_fault_in_its_line(samples: Samples) -> None:
    rendered = samples.render("{{ total.reason }}", PRIOR + "reason total = because_of_{{nobody}}\n")
    assert rendered.codes == ["B721"]
    source = rendered.diagnostics[0].labels[0].source
    assert "nobody" in source.line_text(rendered.place()[1])


def test_macros_may_be_at_fault(samples: Samples) -> None:
    rendered = samples.render("{{ f() }}", macros="\n{% macro f() %}\n{{ nobody }}{% endmacro %}")
    assert (rendered.codes, rendered.place()) == (["B721"], ("test/plain/narrative/macros.j2", 3))
    rendered = samples.render("x", macros="\n{% macro %}")
    assert (rendered.codes, rendered.place()) == (["B720"], ("test/plain/narrative/macros.j2", 2))


def test_a_missing_template_is_told_at_the_section(samples: Samples) -> None:
    compilation = samples.compiled("")
    compilation.workspace.templates = lambda *_: {}  # type: ignore[method-assign,assignment]
    assert compilation.document is not None
    (finding,) = [d for d in compilation.report.diagnostics if d.code == "B728"]
    label = finding.labels[0]
    assert label.source.text[label.start : label.end].startswith("section one")


def test_steps_are_counted_for_each_section_anew(samples: Samples) -> None:
    template = "{% for a in range(9000) %}{% endfor %}done"
    assert samples.render(template).text == samples.render(template).text == "done"


PIECES = st.lists(
    st.sampled_from(
        [
            "{{", "}}", "{%", "%}", "{#", "#}", " total ", ".change", " for x in by_purpose ", " endfor ", "(", ")",
            "'", "text('duties')", "|", "join", "~", "[0]", "\n", "# ", "> ", "::", "chart", "\\", " Shares", "预算",
            "-", "0", " if ", " set x = ", "{{ cars }}", "\U00100000", "\x00", "None", " macro f() ", " endmacro ",
            "f()",
        ]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PIECES, PIECES)
def test_anything_may_be_written(samples: Samples, template: list[str], text: list[str]) -> None:
    written = "".join(text).replace('"""', "").replace("\x00", "").replace("\\", "")
    body = "\n".join(f"  {line}" for line in written.split("\n"))
    rendered = samples.render("".join(template) + "{{ text('duties') }}", f'{PRIOR}text duties = """\n{body}\n"""\n')
    assert all(code in MESSAGES and code.startswith("B7") for code in rendered.codes)
    assert rendered.codes or rendered.text is not None

"""The phases of a compilation, each computed when it is first asked for, each from the one before.

    files → trees → profile, budget → cube, checks → document

A phase never raises for what a user wrote: findings are collected, and later phases work with what is there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from budgetlang.check.run import CheckedBudget, check
from budgetlang.diagnostics.diagnostic import Diagnostic, Label, start_of
from budgetlang.diagnostics.messages import severity
from budgetlang.diagnostics.order import in_order
from budgetlang.model.budget import Budget
from budgetlang.model.profile import Profile
from budgetlang.resolve.budget import Files, resolve_budget, single, statements
from budgetlang.resolve.context import Report, at
from budgetlang.resolve.place import misplaced
from budgetlang.source.text import Source
from budgetlang.syntax.ast.budget import PriorFile, UseProfile
from budgetlang.workspace import LAYOUT_FILE, PROFILE_FILE, AnyPath, Loaded, Workspace

if TYPE_CHECKING:
    from budgetlang.document.nodes import Document
    from budgetlang.model.dimension import Member
    from budgetlang.model.layout import Layout
    from budgetlang.review.subject import Subject

YEARS = ("PriorFile", "Changed", "Split")
"""statements about last year's budget"""


class ProfileCompilation:
    """A profile on its own, without a budget. `name` is that of a profile, or the path of its folder."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        self.workspace = workspace
        self.name = name
        self.report = Report()

    @cached_property
    def loaded(self) -> tuple[Loaded, Loaded]:
        """The files about figures and those about the book."""
        return self.workspace.profile(self.name, PROFILE_FILE, None), self.workspace.profile(
            self.name, LAYOUT_FILE, None
        )

    @cached_property
    def subject(self) -> Subject:
        """Everything that a review looks at."""
        from budgetlang.resolve.layout import resolve_layout
        from budgetlang.resolve.profile import resolve_profile
        from budgetlang.review.subject import Subject

        figures, book = self.loaded
        misplaced((), [*figures.files, *book.files], self.report)
        profile = resolve_profile(figures.files, self.report)
        layout = resolve_layout(book.files, profile, self.report)
        templates = {
            name: Source(self.workspace.template_path(self.name, name), text)
            for name, text in self.workspace.templates(self.name).items()
        }
        return Subject(profile, layout, templates, [*figures.files, *book.files])

    @cached_property
    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong with the profile; what a review finds only where all of it could be read."""
        from budgetlang.review.run import review

        figures, book = self.loaded
        subject = self.subject if figures.files else None
        found = [*figures.diagnostics, *book.diagnostics, *self.report.diagnostics]
        if subject is not None and not any(severity(each.code) == "error" for each in found):
            found += review(subject)
        return in_order(found)


class Compilation:
    """One budget on its way from files to a book."""

    def __init__(self, workspace: Workspace, path: AnyPath, alone: bool = False, asked: Label | None = None) -> None:
        self.workspace = workspace
        self.path = path
        self.alone = alone
        """whether last year's budget is left unread"""
        self.asked = asked
        """where another budget asks for this one"""
        self.report = Report()
        """findings of resolving"""

    @cached_property
    def loaded(self) -> Loaded:
        """The files and their trees."""
        return self.workspace.load(self.path, self.asked)

    @property
    def files(self) -> Files:
        return self.loaded.files

    @cached_property
    def profile_name(self) -> tuple[str, Label | None]:
        """The profile that the budget names, and where."""
        found = single(self.files, UseProfile, self.report)
        if found is None:
            if self.files:
                known = "、".join(self.workspace.profiles())
                words = {"statement": "样式 …", "statement_en": "profile …", "known": known}
                missing = Diagnostic("B501", (start_of(self.files[0][0]),), words, hint="known")
                self.report.diagnostics.append(missing)
            return "", None
        source, node = found
        assert isinstance(node, UseProfile)
        return node.path.text, at(source, node.path)

    @cached_property
    def kept(self) -> Profile | None:
        """The profile, if it is a built-in one that was resolved beforehand."""
        name, _ = self.profile_name
        return self.workspace.kept_profile(name) if name else None

    @cached_property
    def profile_files(self) -> Loaded:
        """The part of the profile that says how figures are computed, where it is still to be resolved."""
        name, label = self.profile_name
        return self.workspace.profile(name, PROFILE_FILE, label) if name and not self.kept else Loaded()

    @cached_property
    def profile(self) -> Profile:
        if self.kept:
            return self.kept
        from budgetlang.resolve.profile import resolve_profile  # most budgets use a profile that is kept

        return resolve_profile(self.profile_files.files, self.report)

    @cached_property
    def budget(self) -> Budget | None:
        """The resolved budget; None where there is no file or no profile."""
        if not self.files or not (self.kept or self.profile_files.files):
            return None
        misplaced(self.files, self.profile_files.files, self.report)
        budget = resolve_budget(self.files, self.profile, self.report, self._section_names, self.loaded.data)
        self._prior(budget)
        if self._own_looks:
            self.layout  # noqa: B018 - this is to be checked
        return budget

    def _section_names(self) -> list[str]:
        """The sections of the narrative, which a text block may replace."""
        return [section.name for part in self.layout.parts for section in part.sections]

    def _prior(self, budget: Budget) -> None:
        """Last year's budget (`上年 "PATH"`), in the terms of this year."""
        if self.alone or all(type(node).__name__ not in YEARS for _, file in self.files for node in file.statements):
            return
        from budgetlang.resolve.years import resolve_changes, unused_changes  # most budgets state figures, or none
        from budgetlang.years.prior import fill_prior
        from budgetlang.years.recast import recast

        found = single(self.files, PriorFile, self.report)
        if found is None:
            unused_changes(self.files, self.report)
            return
        source, node = found
        assert isinstance(node, PriorFile)
        place = at(source, node)
        before = self._last_year(node, at(source, node.path), at(source, node.revision) if node.revision else None)
        budget.unread_before = before is None or not self._is_last_year(before, budget, at(source, node.path))
        if before is not None and not budget.unread_before:
            changes = resolve_changes(self.files, before, budget, self.report)
            budget.before = recast(before, budget, changes, place, self.report.diagnostics.append)
            fill_prior(budget, place)

    def _is_last_year(self, before: Budget, budget: Budget, place: Label) -> bool:
        """Whether a budget is that of the year before; B230 where not. B292: it is another department's."""
        if before.year and before.year != budget.year - 1:
            self.report.add("B230", place, found=before.year, expected=budget.year - 1)
        elif before.code and before.code != budget.code and before.department != budget.department:
            found, expected = f"{before.code} {before.department}", f"{budget.code} {budget.department}"
            self.report.add("B292", place, found=found, expected=expected)
        return before.year == budget.year - 1

    def _last_year(self, node: PriorFile, place: Label, revised: Label | None) -> Budget | None:
        """Last year's budget as its own files say it; None, and findings, where it cannot be read."""
        path, found = os.path.join(self.loaded.folder, node.path.text), self.report.diagnostics
        if node.revision is None or revised is None:
            return self._other(self.workspace, path, place)
        with self.workspace.at_revision(node.revision.text, revised, found) as (workspace, folder):
            if workspace is None:
                return None
            return self._other(workspace, os.path.join(folder, os.path.relpath(path, self.workspace.root)), place)

    def _other(self, workspace: Workspace, path: str, place: Label) -> Budget | None:
        last = Compilation(workspace, path, alone=True, asked=place)
        budget = last.budget
        wrong = [finding for finding in last._certain(last.unread) if severity(finding.code) == "error"]
        if any(place not in finding.labels for finding in wrong):
            self.report.add("B507", place, path=os.path.relpath(path, workspace.root), count=len(wrong))
            self.report.lost.add("PRIOR")
        self.report.diagnostics.extend(wrong)
        return budget

    @cached_property
    def checked(self) -> CheckedBudget | None:
        """The budget with everything that the checks found."""
        return check(self.budget) if self.budget is not None else None

    @property
    def unread(self) -> list[Diagnostic]:
        """What could not be read or resolved: figures may be missing."""
        return [*self.loaded.diagnostics, *self.profile_files.diagnostics, *self.report.diagnostics]

    @property
    def everything(self) -> list[Diagnostic]:
        """All findings so far as `check` is concerned, in order; those in the books of units among them."""
        checked = self.checked
        whole = [*self.unread, *(checked.diagnostics if checked else ())]
        return merged([whole, *(unit.findings for unit in self.own_units)])

    @property
    def lost(self) -> set[str]:
        """Kinds of statements of which a part could not be read; see `Parsed.lost`."""
        of_profile = {""} if self.profile_files.lost else set()
        return self.loaded.lost | of_profile | self.report.lost

    @property
    def diagnostics(self) -> list[Diagnostic]:
        """The findings that do not only follow from what could not be read, in order."""
        return self._certain(self.everything)

    def _certain(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """Those of the findings that hold whatever was to be read where it could not."""
        if not found:
            return found
        from budgetlang.check.certain import certain  # who finds nothing has nothing to doubt

        return certain(found, self.lost)

    @property
    def withheld(self) -> int:
        """How many findings are not among the `diagnostics`, because what they rest on could not be read."""
        return len(self.everything) - len(self.diagnostics)

    @cached_property
    def own_units(self) -> list[UnitCompilation]:
        """The units that have a file of their own, and so a book that is checked with the department's."""
        return [self.unit(own.member) for own in self.budget.own.values()] if self.budget is not None else []

    def unit(self, member: Member) -> UnitCompilation:
        """The compilation of the book of one unit."""
        return UnitCompilation(self, member)

    @property
    def has_errors(self) -> bool:
        return any(severity(diagnostic.code) == "error" for diagnostic in self.diagnostics)

    @property
    def _own_looks(self) -> bool:
        """Whether the budget says something about the looks of its book."""
        return any(type(statement).__name__ == "NumberStyle" for _, file in self.files for statement in file.statements)

    @cached_property
    def layout(self) -> Layout:
        """The part of the profile that says what the book looks like."""
        if self.kept and not self._own_looks:
            kept = self.workspace.kept_layout(self.profile_name[0], self.kept)
            if kept is not None:
                return kept
        from budgetlang.resolve.layout import resolve_layout  # most books look as a profile says that is kept

        loaded = self.workspace.profile(self.profile_name[0], LAYOUT_FILE, self.profile_name[1])
        self.loaded.diagnostics.extend(loaded.diagnostics)
        return resolve_layout(loaded.files, self.profile, self.report, self.files)

    @cached_property
    def document(self) -> Document | None:
        """The finished book; None where there is no budget."""
        from budgetlang.document.assemble import assemble  # only a build needs it

        checked = self.checked
        if checked is None:
            return None
        name = self.profile_name[0]
        folder = self.workspace.built_in_templates(name)
        document, found = assemble(checked, self.layout, self.workspace.templates(name), folder)
        self.report.diagnostics.extend(found)
        return document


class UnitCompilation(Compilation):
    """The book of one unit, out of the same files as its department's."""

    def __init__(self, whole: Compilation, member: Member) -> None:
        super().__init__(whole.workspace, whole.path)
        self.whole = whole
        self.member = member
        self.loaded = whole.loaded
        self.profile_name = whole.profile_name

    @property
    def profile(self) -> Profile:
        return self.whole.profile

    @property
    def layout(self) -> Layout:
        return self.whole.layout

    @cached_property
    def budget(self) -> Budget | None:
        from budgetlang.model.units import unit_budget  # most budgets are checked as a whole

        budget = unit_budget(self.whole.budget, self.member) if self.whole.budget is not None else None
        if budget is not None and budget.before is not None:
            from budgetlang.years.prior import fill_prior  # only where last year's budget was read

            fill_prior(budget, next(at(source, node) for source, node in statements(self.files, PriorFile)))
        return budget

    @property
    def unread(self) -> list[Diagnostic]:
        return [*self.whole.unread, *self.report.diagnostics]

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """What is wrong with this unit's book alone."""
        from budgetlang.check.units import undivided

        checked, whole = self.checked, self.whole.budget
        missing = undivided(whole) if whole is not None else None
        return [*([missing] if missing else ()), *(checked.diagnostics if checked else ())]

    @property
    def everything(self) -> list[Diagnostic]:
        return in_order([*self.unread, *self.findings])

    @property
    def lost(self) -> set[str]:
        return self.whole.lost | self.report.lost


def merged(lists: Iterable[list[Diagnostic]]) -> list[Diagnostic]:
    """The findings of several books in order, each once though several books have it."""
    found: list[Diagnostic] = []
    seen: set[tuple[str, str, int]] = set()
    for each in lists:
        found += [finding for finding in each if _place(finding) not in seen]
        seen.update(map(_place, each))
    return in_order(found)


def _place(finding: Diagnostic) -> tuple[str, str, int]:
    """What makes two findings the same, whoever found them."""
    first = finding.labels[0] if finding.labels else None
    return finding.code, first.source.path if first else "", first.start if first else 0

"""Forms of checklists: written in the format of a file's ending, and read back with every fault at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from ledger.actions.desk import Desk
from ledger.actions.pasted import Pasted, with_pictures
from ledger.errors import Said, UnreadableError, say
from ledger.model.checkform import Form, Found, Given, blank, explained, faults, method
from ledger.model.checkform import read as found_in
from ledger.model.checklist import Checklist
from ledger.model.document import Spot
from ledger.model.grid import letters
from ledger.model.notice import Fields
from ledger.model.problem import Problem
from ledger.store import checklists, files, gate, inspections, yamlfile
from ledger.store.typed import located, problems, typed
from ledger.store.workspace import at_its_place, unreadable

LARGEST = 64 << 20
_YAML = (".yaml", ".yml")
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Read:
    """A form that can be taken, and its list."""

    form: Form
    listed: Checklist
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """Photos that came inside of the form, by the names that its items call them."""
    outside: tuple[str, ...] = ()
    """Pictures that stand at no item."""


def dump(desk: Desk, listed: Checklist, given: Given, suffix: str) -> bytes:
    """A form of a list, as a file of this ending has it."""
    if suffix in _YAML:
        header = f"{listed.title}：outcome 填 合格、不合格、不适用；填好后 ledger checklist take 本文件 --as 编号"
        text = yamlfile.dump_new(blank(listed, given), f"# {header}").decode()
        return explained(text, listed).encode()
    if suffix == ".docx":
        from ledger.formats.docx import letter  # Word's library and Jinja take a fifth of a second

        page = inspections.page(desk.workspace)
        return letter.fill(page.data, page.file, _fields(listed, given), desk.day)
    from ledger.formats.xlsx import checkform  # openpyxl takes a third of a second

    return checkform.dump(listed, given, desk.office.policy.ledger.unit, desk.day)


def _fields(listed: Checklist, given: Given) -> Fields:
    """What the Word form may say."""
    return {
        "检查表": listed.name, "检查表名称": listed.title, "检查对象": listed.subject, "依据": listed.basis or "",
        "检查地点": given.site, "受检单位": given.unit, "行政区域": given.region, "对象编号": given.object,
        "问题编号": given.issue, "合格线": f"{listed.passing.normalize():f}",
        "须附照片": "、".join(one.number for one in listed.items if one.photo),
        "检查项": tuple(
            {"序号": one.number, "内容": one.text, "方法": method(one), "分值": f"{one.points.normalize():f}"}
            for one in listed.items
        ),
    }  # fmt: skip


def read(desk: Desk, path: Path) -> Read:
    """The form in a file. Raises UnreadableError with every fault at its sheet, row and column, or line; NotFoundError
    for a list that there is not.
    """
    try:
        data = files.read_plain(path, LARGEST)
    except FileNotFoundError as error:
        raise UnreadableError(say("intake.no-file", path=str(path))) from error
    except files.NotAFileError as error:
        raise UnreadableError(say("checklist.form-no-file", path=str(path))) from error
    except OSError as error:
        raise files.fault(error, path) from error
    return _of_text(desk, data, path.name) if path.suffix.lower() in _YAML else _of_document(desk, data, path.name)


def _of_text(desk: Desk, data: bytes, file: str) -> Read:
    tree = gate.read(data, file)
    if isinstance(tree, tuple):
        raise unreadable(file, tree)
    form = typed(Form, tree, file)
    if isinstance(form, tuple):
        raise unreadable(file, form)
    listed = _listed(desk, form)
    if found := tuple(located(one, tree, file) for one in faults(form, listed, desk.at.date())):
        raise _refused(file, tuple(map(at_its_place, found)))
    return Read(form, listed)


def _of_document(desk: Desk, data: bytes, file: str) -> Read:
    from ledger.formats.documents import registry  # the readers of documents take a third of a second

    document = registry.read(data, file)
    plain = found_in(document)
    if plain is None:
        raise UnreadableError(say("checklist.no-form", file=file))
    pasted = with_pictures(plain, data) if file.lower().endswith(_WORKBOOKS) else Pasted(plain)
    found = pasted.found
    try:
        form = Form.model_validate(found.tree)
    except ValidationError as error:
        raise _refused(file, tuple(_told(one, found, file) for one in problems(error, Form))) from error
    listed = _listed(desk, form)
    wrong = tuple(_told(one, found, file) for one in faults(form, listed, desk.at.date()))
    if wrong or pasted.faults:
        raise _refused(file, (*wrong, *pasted.faults))
    return Read(form, listed, pasted.pictures, pasted.outside)


def _listed(desk: Desk, form: Form) -> Checklist:
    listed = checklists.load(desk.workspace.root, form.checklist.strip())
    if isinstance(listed, tuple):
        raise unreadable(checklists.file_of(form.checklist), listed)
    return listed


def _refused(file: str, reasons: tuple[Said, ...]) -> UnreadableError:
    return UnreadableError(say("checklist.not-taken", file=file, count=len(reasons)), *reasons)


def _told(problem: Problem, found: Found, file: str) -> Said:
    hint = say("did-you-mean", word=problem.suggestion) if problem.suggestion else None
    place = _place(found.spot(problem.path), file)
    return say("problem.line", place=place, rule=problem.rule, text=problem.text, hint=hint)


def _place(spot: Spot | None, file: str) -> Said | str:
    if spot is None or spot.row is None or spot.column is None:
        return file
    if spot.sheet is not None:
        return say("import.spot", file=file, sheet=spot.sheet, cell=f"{letters(spot.column)}{spot.row}")
    return say("checklist.word-spot", file=file, block=spot.line, row=spot.row, column=spot.column)

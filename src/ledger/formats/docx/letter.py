"""Fill a Word document that an office edits itself: `{{ 问题名称 }}` where a text goes, `{%p for … %}` around a list.

The document is Jinja as docxtpl reads it out of Word's XML. A template comes with the ledger's folder, which may be
anybody's: it runs in Jinja's sandbox and sees texts and lists, nothing else. Every text is escaped, so that nothing
in a record can become markup of the document or an instruction of the template.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateRuntimeError, TemplateSyntaxError, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError
from markupsafe import Markup, escape

from ledger.errors import Said, UnreadableError, say
from ledger.formats.damage import BROKEN
from ledger.formats.docx import markers
from ledger.formats.docx.package import not_a_document, undated
from ledger.model.naming import nearest
from ledger.model.notice import Declared, Fields
from ledger.model.subject import SUBJECTS, subject_of

_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, the sign for a new page (docxtpl's `\f`) among it."""
_SIGNS = {ord("{"): "&#123;", ord("}"): "&#125;", ord("\n"): "\a"}
"""docxtpl turns `{_{` into `{{` after filling in, but braces of a record stay what they are; a line of a text becomes a
paragraph like the one it stands in, which docxtpl calls `\a`.
"""
_UNABLE = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, LxmlError, OpcError)
"""How a template fails that can be read but not filled in: it divides by a text, leaves half a table."""


_EVERY_FIELD = frozenset(name for one in SUBJECTS for name in one.fields)
_FILTER = re.compile(r"No filter named '(.*?)'")
_TAG = re.compile(r"<[^<>]*>?")


@dataclass(frozen=True)
class Asked:
    """What a template asks for: its fields in the order of their names, and what it reads of lists."""

    fields: tuple[str, ...]
    usage: markers.Usage

    def unknown(self, declared: Declared) -> tuple[str, ...]:
        """The fields that are not `declared`, or else the parts of lists, each named with its list: told before there
        is an entry to read them from, for a list that is empty today has one tomorrow.
        """
        names = tuple(name for name in self.fields if name not in declared)
        read = ((name, part) for name, parts in sorted(self.usage.parts.items()) for part in sorted(parts))
        return names or tuple(f"{name}.{part}" for name, part in read if part not in (declared.get(name) or (part,)))

    def printed_whole(self) -> Said | None:
        """A list of several fields that is printed as if it were a text."""
        declared = subject_of(self.fields).fields
        for name in sorted(self.usage.printed):
            if parts := declared.get(name):
                return say("letter.list-printed", field=name, part=parts[0])
        return None


class _Unknown(StrictUndefined):
    """A field that there is not; its name alone is the message, so that it can be told in our words."""

    def __init__(
        self,
        hint: str | None = None,
        obj: object = None,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        super().__init__(hint=(name or hint) if exc is UndefinedError else hint, obj=obj, name=name, exc=exc)


def fill(data: bytes, file: str, values: Fields, day: date) -> bytes:
    """The document `data` with `values` filled in, dated `day`: the same letter, the same bytes.

    Raises UnreadableError, naming `file`, for what is no Word document, for a field that is not among `values`, and
    for a template that breaks Jinja's or Word's grammar.
    """
    document, asked = _asked(data, file)
    rules = _rules()
    declared = subject_of(asked.fields).fields
    if unknown := tuple(one for one in asked.fields if one not in values) or asked.unknown(declared):
        raise _no_such_fields(file, unknown, values, declared)
    try:
        parse_xml(document.build_xml(dict(values), rules))  # docxtpl itself mends what is broken, by leaving things out
        document.render(dict(values), rules, autoescape=True)
        properties = document.core_properties
        properties.created = properties.modified = datetime.combine(day, time())
        written = io.BytesIO()
        document.save(written)
    except UndefinedError as error:
        raise _no_such_fields(file, (error.message or "?",), values, declared) from error
    except (TemplateError, *_UNABLE) as error:
        raise UnreadableError(_wrong(file, error)) from error
    return undated(written.getvalue())


def used(data: bytes, file: str) -> Asked:
    """The fields that a template asks for. Raises UnreadableError, as `fill` does."""
    return _asked(data, file)[1]


def _asked(data: bytes, file: str) -> tuple[DocxTemplate, Asked]:
    document = _opened(data, file)
    try:
        parts = list(_parts(document))
        if (wrong := markers.fault(parts, _EVERY_FIELD)) is not None:
            raise UnreadableError(say("letter.wrong", file=file, why=wrong))
        source = _rules().parse(_source(document))
        asked = Asked(tuple(sorted(find_undeclared_variables(source))), markers.usage(source))
    except (TemplateSyntaxError, *_UNABLE) as error:
        raise UnreadableError(_wrong(file, error)) from error
    if (whole := asked.printed_whole()) is not None:
        raise UnreadableError(say("letter.wrong", file=file, why=whole))
    return document, asked


def _parts(document: DocxTemplate) -> Iterator[str]:
    """Every paragraph of a document: of its body, of its headers and footers."""
    yield from markers.paragraphs(document.get_docx().element)
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield from markers.paragraphs(parse_xml(part.blob))


def _opened(data: bytes, file: str) -> DocxTemplate:
    if why := not_a_document(data):
        raise UnreadableError(say("letter.unreadable", file=file, why=why))
    document = DocxTemplate(io.BytesIO(data))
    try:
        document.render_init()
    except (*BROKEN, *_UNABLE) as error:
        raise UnreadableError(say("letter.unreadable", file=file, why=say("letter.no-document"))) from error
    return document


def _rules() -> ImmutableSandboxedEnvironment:
    """How a template is read: escaped, without access to anything but what it was given, strict about names."""
    rules = ImmutableSandboxedEnvironment(autoescape=True, undefined=_Unknown, finalize=_printed)
    rules.globals = {}
    return rules


def _printed(value: object) -> Markup | Undefined | Macro:
    """A value as it stands in the document. An unknown one is left to Jinja, which raises for it."""
    if isinstance(value, (Undefined, Macro)):
        return value
    text = value if isinstance(value, str) else "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return Markup(str(escape(str(_UNPRINTABLE.sub("\ufffd", text)))).translate(_SIGNS))  # noqa: S704 - escaped here


def _source(document: DocxTemplate) -> str:
    """Everything in a document that may hold a field: its body, its headers and footers."""
    parts = [document.get_xml()]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        parts += (document.get_part_xml(part) for _, part in document.get_headers_footers(uri))
    return "".join(map(document.patch_xml, parts))


def _no_such_fields(file: str, unknown: tuple[str, ...], values: Fields, declared: Declared) -> UnreadableError:
    of, _, part = unknown[0].rpartition(".")
    known = declared.get(of) or (*values, *sorted({one for name in values for one in declared.get(name) or ()}))
    near = nearest(part, known)
    hint = say("did-you-mean", word=near) if near else None
    return UnreadableError(say("letter.unknown-field", file=file, fields=unknown, known=known), hint=hint)


def _wrong(file: str, error: Exception) -> Said:
    """What is wrong, and the words of the document around it where Jinja tells the place."""
    why: str | Said = getattr(error, "message", None) or str(error) or type(error).__name__
    if found := _FILTER.search(str(why)):
        why = say("letter.no-filter", name=found[1])
    context: Iterable[str] = getattr(error, "docx_context", ())
    near = " ".join(_TAG.sub(" ", " ".join(context)).split())[:80]
    return say("letter.wrong", file=file, why=say("letter.near", why=why, near=near) if near else why)

"""Fill a Word document that an office edits itself: `{{ 问题名称 }}` where a text goes, `{%p for … %}` around a list.

The document is Jinja as docxtpl reads it out of Word's XML. A template comes with the ledger's folder, which may be
anybody's: it runs in Jinja's sandbox and sees texts and lists, nothing else. Every text is escaped, so that nothing
in a record can become markup of the document or an instruction of the template.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from docx.opc.exceptions import OpcError
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.runtime import Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import LxmlError
from markupsafe import Markup, escape

from ledger.errors import Said, UnreadableError, say
from ledger.formats.damage import BROKEN
from ledger.formats.docx.package import not_a_document, undated
from ledger.model.notice import Fields

_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, the sign for a new page (docxtpl's `\f`) among it."""
_SIGNS = {ord("{"): "&#123;", ord("}"): "&#125;", ord("\n"): "\a"}
"""docxtpl turns `{_{` into `{{` after filling in, but braces of a record stay what they are; a line of a text becomes a
paragraph like the one it stands in, which docxtpl calls `\a`.
"""
_UNABLE = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, LxmlError, OpcError)
"""How a template fails that can be read but not filled in: it divides by a text, leaves half a table."""


class _Unknown(StrictUndefined):
    """A field that there is not; its name alone is the message, so that it can be told in our words."""

    def __init__(self, hint: str | None = None, obj: object = None, name: str | None = None, *_: object) -> None:
        super().__init__(hint=name or hint, obj=obj, name=name)


def fill(data: bytes, file: str, values: Fields, day: date) -> bytes:
    """The document `data` with `values` filled in, dated `day`: the same letter, the same bytes.

    Raises UnreadableError, naming `file`, for what is no Word document, for a field that is not among `values`, and
    for a template that breaks Jinja's or Word's grammar.
    """
    document = _opened(data, file)
    rules = _rules()
    try:
        if unknown := sorted(_used(document, rules) - set(values)):
            raise _no_such_fields(file, tuple(unknown), values)
        parse_xml(document.build_xml(dict(values), rules))  # docxtpl itself mends what is broken, by leaving things out
        document.render(dict(values), rules, autoescape=True)
        properties = document.core_properties
        properties.created = properties.modified = datetime.combine(day, time())
        written = io.BytesIO()
        document.save(written)
    except UndefinedError as error:
        raise _no_such_fields(file, (error.message or "?",), values) from error
    except TemplateSyntaxError as error:
        raise UnreadableError(_wrong(file, error.message, error)) from error
    except (TemplateError, *_UNABLE) as error:
        raise UnreadableError(_wrong(file, str(error), error)) from error
    return undated(written.getvalue())


def used(data: bytes, file: str) -> tuple[str, ...]:
    """The fields that a template asks for, in the order of their names. Raises UnreadableError, as `fill` does."""
    document = _opened(data, file)
    try:
        return tuple(sorted(_used(document, _rules())))
    except TemplateSyntaxError as error:
        raise UnreadableError(_wrong(file, error.message, error)) from error
    except _UNABLE as error:
        raise UnreadableError(_wrong(file, str(error), error)) from error


def _used(document: DocxTemplate, rules: ImmutableSandboxedEnvironment) -> set[str]:
    return find_undeclared_variables(rules.parse(_source(document)))


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


def _no_such_fields(file: str, unknown: tuple[str, ...], values: Fields) -> UnreadableError:
    inner = {key for value in values.values() if isinstance(value, tuple) for one in value for key in _keys(one)}
    return UnreadableError(say("letter.unknown-field", file=file, fields=unknown, known=(*values, *sorted(inner))))


def _keys(entry: str | Mapping[str, str]) -> tuple[str, ...]:
    return () if isinstance(entry, str) else tuple(entry)


def _wrong(file: str, why: str | None, error: Exception) -> Said:
    """What is wrong, and the words of the document around it where Jinja tells the place."""
    near: Any = getattr(error, "docx_context", ())
    words = " ".join(" ".join(near).split())
    return say("letter.wrong", file=file, why=why or type(error).__name__, near=words[:80])

"""Typer's own words in the reader's language, and its refusals through our one boundary.

Typer keeps its help and error texts in English constants and messages. What a clerk sees should be one
language, so the two classes below put the catalogue's words in where typer asks for its own.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from typer import Exit
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from ledger.cli.session import words
from ledger.cli.stray import stray
from ledger.errors import Said, UsageError, say

if TYPE_CHECKING:
    from rich.markdown import Markdown
    from rich.text import Text

    # Typer's vendored click has no public names; only the types of what typer itself passes in are needed.
    from typer._click.core import Command as Base
    from typer._click.core import Context, Parameter
    from typer._click.formatting import HelpFormatter
else:
    Base = object

T = TypeVar("T")

_MESSAGES = (
    (re.compile(r"No such option: (?P<what>\S+)(?: \(Possible options: (?P<near>[^)]*)\))?.*"), "no-option"),
    (re.compile(r"No such command '(?P<what>.*?)'\.(?: Did you mean '?(?P<near>[^'?]*)'?\?)?.*"), "no-command"),
    (re.compile(r"Missing argument '(?P<what>.*)'\.?.*"), "no-argument"),
    (re.compile(r"Missing option '(?P<what>.*)'\.?.*"), "no-value-of"),
    (re.compile(r"Missing command\."), "which-command"),
    (re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<what>.*)\)"), "extra"),
    (re.compile(r"Option '(?P<what>.*)' requires (?:an|\d+) arguments?\.?"), "no-value"),
    (re.compile(r"Invalid value for '?(?P<what>[^:]*?)'?: (?P<why>.*)"), "bad-value"),
)


def translated(message: str, command: str) -> Said:
    """Typer's message about a wrong call of `command` as one of ours; as it is where typer says something new."""
    for pattern, key in _MESSAGES:
        if found := pattern.fullmatch(message):
            blanks = {name: _first_spelling(text) for name, text in found.groupdict().items()}
            if key == "extra":
                return stray(blanks["what"], command)
            if "near" in blanks:
                blanks["near"] = words("did-you-mean", word=blanks["near"]) if blanks["near"] else ""
            if "why" in blanks:
                blanks["why"] = _reason(blanks["why"])
            if key in _SHOWN_BY_HELP:
                blanks["command"] = command
            return say(f"call.{key}", **blanks)
    return say("call.other", what=message)


def _first_spelling(text: str) -> str:
    """The long name of an option that typer names by all its names: `--why' / '-m`."""
    return text.partition("' / '")[0] if text else text


_SHOWN_BY_HELP = {"no-option", "no-argument", "no-value-of"}
_TOO_SMALL = re.compile(r".*(?:greater than or equal to|is not in the range x>=) ?(-?[0-9.]*[0-9])\.?")
_TOO_LARGE = re.compile(r".*less than or equal to (-?[0-9.]*[0-9])\.?")


def _reason(why: str) -> str:
    """Why a value won't do, where typer says so in one of its known ways."""
    if "valid integer" in why:
        return words("call.integer")
    if "valid number" in why:
        return words("call.number")
    if least := _TOO_SMALL.fullmatch(why):
        return words("call.at-least", least=least[1])
    most = _TOO_LARGE.fullmatch(why)
    return words("call.at-most", most=most[1]) if most else why


def _called(error: TyperException) -> str:
    """The words of the command that was called, as they are typed: `ledger evidence add`."""
    names, context = list[str](), getattr(error, "ctx", None)
    while context is not None and context.parent is not None:
        names.insert(0, context.info_name or "")
        context = context.parent
    return " ".join(["ledger", *names])


def _ours(call: Callable[[], T]) -> T:
    try:
        return call()
    except TyperException as error:
        if not error.format_message():  # typer's way to say "print the help and stop"
            raise
        raise UsageError(translated(error.format_message(), _called(error))) from error
    except BrokenPipeError:
        # `ledger list | head`: the reader has what it wanted; the interpreter's last flush must not complain.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Exit(0) from None


def _folding(make: Callable[..., Text | Markdown]) -> Callable[..., Text | Markdown]:
    """Typer's maker of texts for its tables, whose texts are folded where a line ends and not cut: Chinese has no
    blanks, so rich takes a sentence for one word and shows as much of it as goes into a line.
    """

    def made(**given: str) -> Text | Markdown:
        text = make(**given)
        with suppress(AttributeError):  # Markdown has no such thing, and folds by itself
            text.overflow = "fold"  # type: ignore[union-attr]
        return text

    return made


def _retitle() -> None:
    """The panels of the help page. Typer offers no other way than its constants; they are set only to print help."""
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = words("panel.arguments")
    rich_utils.OPTIONS_PANEL_TITLE = words("panel.options")
    rich_utils.COMMANDS_PANEL_TITLE = words("panel.commands")
    rich_utils.DEFAULT_STRING = words("help.default")
    rich_utils.REQUIRED_LONG_STRING = words("help.required")
    rich_utils._make_rich_text = _folding(rich_utils._make_rich_text)  # noqa: SLF001 - no constant says it


def _explained(params: list[Parameter]) -> list[Parameter]:
    for param in params:
        if param.name in {"help", "install_completion", "show_completion"} and hasattr(param, "help"):
            param.help = words(f"option.{param.name}".replace("_", "-"))
        if param.param_type_name == "argument":
            param.display_type_rich = lambda ctx: None  # type: ignore[attr-defined]  # noqa: ARG005 - no `<str>`
        elif getattr(param, "metavar", None) is None:
            param.metavar = "" if getattr(param, "is_flag", False) else words("metavar.value")
    return params


class Spoken(Base):
    """What any part of the program says about itself, in the reader's language."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """The parameters, typer's own among them explained by the catalogue."""
        return _explained(super().get_params(ctx))

    def get_usage(self, ctx: Context) -> str:
        """The line that shows how to call it."""
        return _usage(super().get_usage(ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """The help page."""
        _retitle()
        super().format_help(ctx, formatter)


class Command(Spoken, TyperCommand):
    """A command."""


class Group(Spoken, TyperGroup):
    """The program, or a family of commands: wrong calls are told by `screen.refuse`."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: Context | None = None, **extra: object
    ) -> Context:
        """Read the words of the call. Raises UsageError where they are wrong."""
        return _ours(lambda: super(Group, self).make_context(info_name, args, parent, **extra))

    def invoke(self, ctx: Context) -> object:
        """Run the command. Raises UsageError where its words are wrong."""
        return _ours(lambda: super(Group, self).invoke(ctx))


def _usage(line: str) -> str:
    ours = (
        line.replace("Usage:", words("help.usage"))
        .replace("[OPTIONS]", words("help.options"))
        .replace("COMMAND [ARGS]...", words("help.command"))
    )
    return re.sub(r"\{([^{}]*)\}", r"\1", ours).replace("…...", "…").replace("…]...", "…]")

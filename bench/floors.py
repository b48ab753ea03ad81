"""What stands beneath the figures: the least that a program of this kind must do, each as a process of its own.

Every floor is a script of a few lines that imports only what it uses. `STAT` is written as fast as Python allows, so
that the ratio of a warm `list` to it says how much more than looking at every file the list costs.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from measuring import Command, Probe

STAT = """
import os
os.chdir("issues")
look = os.lstat
for name in os.listdir("."):
    look(name)
"""
READ = """
import os
os.chdir("issues")
for name in os.listdir("."):
    file = os.open(name, os.O_RDONLY)
    while os.read(file, 65536):
        pass
    os.close(file)
"""
SCAN = """
import os
from yaml.cyaml import CParser
os.chdir("issues")
for name in os.listdir("."):
    with open(name, "rb") as file:
        CParser(file.read()).raw_parse()
"""
LOAD = """
import os, yaml
os.chdir("issues")
for name in os.listdir("."):
    with open(name, "rb") as file:
        yaml.load(file.read(), yaml.CSafeLoader)
"""
TYPER = """
import typer
app = typer.Typer()
@app.command()
def main(): pass
app()
"""
VALUES = """
import marshal, openpyxl, sys
rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]]
plain = [[value if isinstance(value, (int, float, str)) or value is None else str(value) for value in row] for row in rows]
with open(sys.argv[2], "wb") as file:
    marshal.dump(plain, file)
"""  # noqa: E501 - a script on as few lines as it has thoughts
"""Not a floor: keeps what a workbook says, so that `WRITE` writes the very values that our export writes."""
WRITE = """
import marshal, openpyxl, sys
with open(sys.argv[1], "rb") as file:
    rows = marshal.load(file)
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet()
for row in rows:
    sheet.append(row)
book.save(sys.argv[2])
"""
OPEN = """
import openpyxl, sys
for sheet in openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True):
    for row in sheet.iter_rows(values_only=True):
        pass
"""
"""The faster of openpyxl's two ways: without `read_only` it makes an object of each cell, at 1.4 times the cost."""


def script(text: str, folder: Path, environment: dict[str, str], *words: str) -> Command:
    """A floor as a command."""
    return Command((sys.executable, "-c", text, *words), folder, environment)


def probes(folder: Path, environment: dict[str, str], book: Path, values: Path) -> tuple[Probe, ...]:
    """All of them over one ledger; `book` is a workbook that `ledger` wrote, `values` what it says (`VALUES`)."""

    def probe(name: str, text: str, *words: str) -> Probe:
        command = script(text, folder, environment, *words)
        return Probe(name, _always(command))

    return (
        probe("python", "pass"),
        probe("typer", TYPER),
        probe("stat", STAT),
        probe("read", READ),
        Probe("git status", _always(Command(("git", "status", "--porcelain"), folder, environment))),
        probe("libyaml scan", SCAN),
        probe("CSafeLoader", LOAD),
        probe("openpyxl write", WRITE, str(values), str(values.with_suffix(".xlsx"))),
        probe("openpyxl load", OPEN, str(book)),
    )


def _always(command: Command) -> Callable[[int], Command]:
    return lambda _turn: command

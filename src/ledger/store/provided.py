"""Where the files lie that come with the program.

`importlib.resources` would find them as well, and load the readers of archives for it in every command.
"""

from __future__ import annotations

from pathlib import Path

SHIPPED = Path(__file__).with_name("shipped")

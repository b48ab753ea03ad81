"""No plugins for pydantic: looking for some takes longer than everything that a command has to validate.

Before it builds its first validator, pydantic reads the metadata of every package installed, and loads the reader of
mail headers and with it the network for that (28 of the 350 ms of `ledger new`). `PYDANTIC_DISABLE_PLUGINS` ends the
search, but not the loading.
"""

from __future__ import annotations

import sys
from types import ModuleType

LOADER = "pydantic.plugin._loader"


class _Nobody(ModuleType):
    """Stands where pydantic asks for plugins, and knows none."""

    def get_plugins(self) -> tuple[()]:
        return ()


def none() -> None:
    """Have pydantic find no plugins. A version that asks elsewhere looks for them as ever: nothing but time depends
    on this.
    """
    sys.modules.setdefault(LOADER, _Nobody(LOADER))

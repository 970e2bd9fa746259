"""How a screen sends the clerk to another one, without knowing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias, runtime_checkable

Go: TypeAlias = Callable[[str, Any], None]  # the name of a screen, and a target of its own (see `Shows`)


@runtime_checkable
class Shows(Protocol):
    """A screen that can be sent to something: an id, or filters by name."""

    def show_at(self, target: Any) -> None: ...

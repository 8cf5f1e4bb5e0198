"""Shell completion: names from the index of a store that is there; nothing is built for it and nothing fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["actors", "programmes", "questions", "themes", "things"]

_Completer = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def _of_kind(*kinds: str) -> _Completer:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        from kg.errors import KgError
        from kg.questions.bearers import key_shown
        from kg.settings import load_settings
        from kg.store.view import LocalView

        if not incomplete:
            return []
        try:
            with LocalView(load_settings(ctx.params.get("store")).store) as view:
                found = view.search(incomplete, kinds, 20)
        except (KgError, OSError):
            return []
        return [CompletionItem(key_shown(match), help=match.label) for match in found]

    return complete


actors = _of_kind("actor")
themes = _of_kind("theme")
programmes = _of_kind("programme")
things = _of_kind("actor", "programme", "project", "theme")


def questions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of Questions."""
    from click.shell_completion import CompletionItem

    from kg.resources import queries_dir

    folder = queries_dir()
    names = sorted(str(path.relative_to(folder).with_suffix("")) for path in folder.glob("*/*.rq"))
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]

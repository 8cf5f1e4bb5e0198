"""Which generation of a store is to be opened. Kept apart from the builder so that asking costs no import of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.errors import KgError
from kg.model.progress import Progress
from kg.store import layout
from kg.store.inputs import Inputs

__all__ = ["FOREIGN", "generation_to_open"]

FOREIGN = "foreign"
"""The fingerprint of a store that was not built from inputs: it is read as it is and never built anew."""


def generation_to_open(home: Path, progress: Progress, notice: Callable[[str], None] | None = None) -> Path:
    """The generation that was built from today's inputs, which is built if it is not there.

    If another process is building, or if the inputs cannot be built, the last generation that the same code built
    answers at once, and `notice` is told why; without `notice` it does not. Raises KgError when there is none.
    """
    found = layout.current(home)
    if found is not None and layout.manifest_of(found).get("fingerprint") == FOREIGN:
        return found
    code = Inputs.embedded(layout.imports_dir(home)).code()
    try:
        inputs = Inputs.of(home)
        code = inputs.code() if inputs.own else code
        found = layout.generation_of(home, inputs.fingerprint(code))
        if found is not None:
            return found
        from kg.store.build import build

        last = layout.newest(home, code) if notice else None
        return build(home, inputs, progress, wait=last is None)
    except KgError as error:
        last = layout.newest(home, code) if notice else None
        if last is None or notice is None:
            raise
        notice(_why(error))
        return last


def _why(error: KgError) -> str:
    if isinstance(error, layout.Busy):
        return "the store is being built anew; answered from the one before"
    return f"answered from the store as it was before, since it cannot be built anew (kg build tells all): {error}"

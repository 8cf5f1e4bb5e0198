"""What the choices of a field are called in a form, in nb, nn and en."""

from __future__ import annotations

from kg.language.catalogue import text
from kg.language.kinds import kind_word, names, tie_word
from kg.language.speech import first_lower
from kg.model.conditions import KIND_NAMES
from kg.web.operations.operation import Field

__all__ = ["choice_word"]

_LIKE = {"between": "mode", "by": "mode"}


def choice_word(field: Field, choice: str, language: str) -> str:
    """What one of the choices of a field is called; one without a word stands as it is.

    >>> from kg.web.operations.verbs import field
    >>> [choice_word(field("kind"), "council", lang) for lang in ("nb", "en")]
    ['interkommunalt råd', 'intermunicipal council']
    """
    if field.name == "via":
        return tie_word(choice, language)
    if field.name == "kind":
        return kind_word(KIND_NAMES[choice], language) if choice in KIND_NAMES else tie_word(choice, language)
    if field.name == "level":
        return first_lower(names("concepts")[f"level/{choice}"][language])
    if field.name == "measure":
        return text(language, "measure", choice, choice)
    return text(language, "web", f"choice.{_LIKE.get(field.name, field.name)}.{choice}", choice)

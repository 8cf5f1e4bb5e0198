"""A verb or a Question as a page: a form, the answer, and how else it can be had; and the list of all Questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.coverage.gather import coverage_line
from kg.errors import KgError, Message, NotFound, Usage
from kg.language.speech import collated
from kg.model.result import Report
from kg.vocab import key_of, kind_of
from kg.web.asked import Asked, Rendered, no_page
from kg.web.operations.operation import OWN, Operation, Values, no_section, read, typed
from kg.web.operations.questions import AREA, by_area, question, questions
from kg.web.operations.verbs import verb, verbs
from kg.web.pages.data import Content, as_json, content, data, saved
from kg.web.pages.html import Here, render, render_within
from kg.web.pages.shown import shown

if TYPE_CHECKING:
    from kg.api import Samkart

__all__ = ["page"]

_ROWS, _ROWS_OF_ONE = 25, 100


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """The page of a verb or of a Question; `/questions` lists the Questions."""
    if asked.path[0] == "questions":
        return _questions(asked)
    operation, subject = _operation(asked)
    given = [*([(operation.subject, subject)] if subject else []), *asked.given]
    wrong: KgError | None = None
    values: Values = {}
    try:
        values = read(operation, given)
    except Usage as error:
        if asked.form != "html" or not _is_blank(asked, subject):
            wrong = error
    needs = any(each.required for each in operation.fields)
    if wrong is not None and asked.form != "html":
        raise wrong
    made = None
    begun = asked.form == "html" and not (asked.still or asked.embedded) and _is_begun(operation, values)
    if wrong is None and (values or not needs) and not begun:
        try:
            made = _content(samkart, operation, values)
        except (Usage, NotFound) as error:
            if asked.form != "html":
                raise
            wrong = error
    if asked.form != "html":
        if made is None:
            raise Usage(f"{operation.name} needs something to be asked about", (), operation.subject)
        return data(samkart, asked, made)
    answer = _Answer(operation, values, made, wrong, notices)
    return _page(samkart, asked, answer)


def _is_blank(asked: Asked, subject: str) -> bool:
    """Is this the empty form, of which nothing was asked yet?"""
    return not subject and not any(value.strip() for name, value in asked.given if name not in OWN)


def _is_begun(operation: Operation, values: Values) -> bool:
    """Is this a form of which a part is filled in?

    One actor of two, as a link to a comparison has it, or an actor without what a consortium is for.
    """
    if operation.one_of and values and not any(values.get(name) for name in operation.one_of):
        return True
    return any(0 < len(values.get(each.name, ())) < each.fewest for each in operation.fields if each.many)


def _operation(asked: Asked) -> tuple[Operation, str]:
    """What is asked, and the rest of the path: what it is asked about. Raises NotFound."""
    if asked.path[0] == AREA:
        found = question("/".join(asked.path[1:]))
        if found is not None:
            return found, ""
        from difflib import get_close_matches

        names = [each.name for each in questions()]
        near = tuple(get_close_matches("/".join(asked.path[1:]), names, n=3, cutoff=0.4))
        raise NotFound(Message("no Question {name!r}", "no-question", name="/".join(asked.path[1:])), near)
    for size in (2, 1):
        operation = verb("/".join(asked.path[:size]))
        if operation is not None and len(asked.path) >= size:
            return operation, "/".join(asked.path[size:])
    raise no_page(asked)


def _content(samkart: Samkart, operation: Operation, values: Values) -> Content:
    found = operation.run(samkart, values)
    return content(
        operation.name.replace("/", " ") + _told(values, operation),
        found,
        about=_about(samkart, operation, values),
        command=operation.shell(values),
        network=_network(samkart, operation, values),
    )


def _told(values: Values, operation: Operation) -> str:
    value = values.get(operation.subject, "")
    return f" {' '.join(value) if isinstance(value, tuple) else value}".rstrip()


def _about(samkart: Samkart, operation: Operation, values: Values) -> list[str]:
    """The IRIs of the actors, programmes and the like that are asked about."""
    value = values.get(operation.subject, ())
    found = []
    for each in value if isinstance(value, tuple) else (value,):
        try:
            found.append(samkart.resolve(str(each)))
        except KgError:
            continue
    return found


def _network(samkart: Samkart, operation: Operation, values: Values) -> Any:
    if operation.name not in ("who", "compare"):
        return None
    names = values.get(operation.subject, ())
    known = ("via", "theme", "programme", "country", "level", "kind", "since", "until", "at", "evidence")
    chosen = {name: value for name, value in values.items() if name in (*known, "with_predecessors")}
    return lambda: samkart.map(*(names if isinstance(names, tuple) else (names,)), **chosen).graph


class _Answer(NamedTuple):
    """What was asked with which values, and the answer, or what was wrong with it."""

    operation: Operation
    values: Values
    made: Content | None
    wrong: KgError | None
    notices: list[str]


def _page(samkart: Samkart, asked: Asked, answer: _Answer) -> Rendered:
    here = Here(asked)
    operation, values, made, wrong, notices = answer
    report = made.found if made is not None and isinstance(made.found, Report) else None
    only = asked.value("section")
    sections = [each for each in (made.sections if made else ()) if not only or each.name == only]
    most = 0 if only or asked.value("rows") == "all" else _ROWS if report is not None else _ROWS_OF_ONE
    about = made.about if made else ()
    if only and made is not None and not sections:
        raise no_section(only, made.sections)

    def rows(most: int) -> dict[str, Any]:
        subject = about[0] if len(about) == 1 else ""
        views = [shown(each, here.words, subject=subject, most=most) for each in sections]
        return {
            "sections": [each for each in views if not each.empty],
            "missing": [each.title for each in views if each.empty and each.title],
            "nothing": made is not None and all(each.empty for each in views),
        }

    heading = report.heading if report else ", ".join(samkart.entity(iri).label for iri in about)
    question = operation.texts[asked.language]
    return render_within(
        asked,
        "asking.html.j2",
        rows,
        most,
        status=404 if isinstance(wrong, NotFound) else 400 if wrong is not None else 200,
        operation=operation,
        values=typed(values),
        given=dict(asked.given),
        title=f"{heading}. {question}" if heading else question,
        question=question,
        heading=heading,
        note=report.note if report else "",
        notices=notices,
        wrong=wrong,
        begun=bool(values) and made is None and wrong is None,
        content=made,
        coverage=_coverage(samkart, operation, made) if made else "",
        sparql=_sparql(operation),
        known=_known(samkart, operation),
    )


def _coverage(samkart: Samkart, operation: Operation, made: Content) -> str:
    """How much of the whole stands behind the answer, where the answer does not say so itself."""
    counted = [iri for iri in made.about if kind_of(iri) in ("actor", "programme")]
    line = coverage_line(samkart, *counted) if counted and operation.name != "coverage" else ""
    told = [made.found.note] if isinstance(made.found, Report) else []
    return "" if any(line in note for note in (*told, *(each.table.note for each in made.sections))) else line


def _sparql(operation: Operation) -> str:
    if not operation.name.startswith(f"{AREA}/"):
        return ""
    name = operation.name.removeprefix(f"{AREA}/")
    return next(each.sparql for each in questions() if each.name == name)


def _known(samkart: Samkart, operation: Operation) -> Mapping[str, list[tuple[str, str]]]:
    """(value, label) of all that can be chosen in a field of few values: themes, countries, kinds."""
    found: dict[str, list[tuple[str, str]]] = {}
    types = {each.type for each in operation.fields}
    place = ("nb", "nn", "en").index(samkart.language) + 1
    for kind in ("theme", "country"):
        if kind in types:
            named = [(key_of(row[0]), row[place]) for row in samkart.view.labels([kind])]
            known = [each for each in named if each[0]]  # the scheme of all themes has no key
            found[kind] = sorted(known, key=lambda each: collated(each[1]))
    return found


def _questions(asked: Asked) -> Rendered:
    if asked.form == "json":
        listed = [
            {"name": each.name, "question": each.texts[asked.language], "parameters": list(each.parameters)}
            for each in questions()
        ]
        return saved(asked, "questions", as_json(listed))
    return render(asked, "questions.html.j2", title=Here(asked).say("questions"), areas=by_area(), verbs=verbs())

"""The page of a thing: its card, its ties with their sources, whom it works with, and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.coverage.gather import coverage_line
from kg.errors import NotFound
from kg.language.tables import kind_word
from kg.model.encounter import Entity
from kg.model.result import Section
from kg.questions.naming import ENTITY_TYPES, nothing_called
from kg.vocab import DCTERMS, concept, entity, key_of, kind_of
from kg.web.address import address, page_of
from kg.web.asked import Asked, Rendered, no_page
from kg.web.operations.operation import no_section
from kg.web.pages.data import Content, data
from kg.web.pages.html import Here, render_within
from kg.web.pages.linked.answering import RDF, alternates, is_there, looked_up, see_other, texts, with_links
from kg.web.pages.linked.feed import FED, feed
from kg.web.pages.linked.schema_org import described
from kg.web.pages.shown import shown
from kg.web.pages.timeline import Timeline, end_of, timeline

if TYPE_CHECKING:
    from kg.api import Samkart
    from kg.networks.types import Graph

__all__ = ["page"]

_ROWS = 15
_MORE = {"programme": ("programme/projects", "programme/calls"), "theme": ("theme/actors-in-country",)}
"""What else is asked of a thing, by kind: its parameter is the thing, others take what is usual."""
_APART = ("actor/not-known",)
"""Sections that stand under a heading of the page's own."""


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """The page of the thing whose IRI has this path; what is called so otherwise is where it leads."""
    if asked.path[0] == "concept" and (other := _otherwhere(samkart, asked)) is not None:
        return other
    iri = _iri(asked.path)
    thing = samkart.entity(iri)
    if not thing.kind and not is_there(samkart, iri):
        return _led(samkart, asked, iri)
    if kind_of(iri) == "source":
        thing = thing._replace(label=_titled(samkart, iri) or thing.label)
    here = Here(asked)
    if asked.form == "atom" and kind_of(iri) in FED:
        return feed(samkart, asked, iri, thing)
    made = _content(samkart, asked, iri, thing)
    others = alternates(here, [*RDF, "json", *(("atom",) if kind_of(iri) in FED else ())])
    if asked.form != "html":
        about = [] if asked.form not in RDF else [(iri, "about", "")]
        return with_links(data(samkart, asked, made), *about, (here.here(), "alternate", "text/html"))
    only = asked.value("section")
    sections = [each for each in made.sections if not only or each.name == only]
    if not sections:
        raise no_section(only, made.sections)
    most = 0 if only or asked.value("rows") == "all" else _ROWS

    def rows(most: int) -> dict[str, Any]:
        views = [shown(each, here.words, subject=iri, most=most) for each in sections]
        return {
            "sections": [each for each in views if not each.empty and each.name not in _APART],
            "unknown": [each for each in views if not each.empty and each.name in _APART],
            "missing": [each.title for each in views if each.empty],
        }

    actor = kind_of(iri) == "actor"
    rendered = render_within(
        asked,
        "thing.html.j2",
        rows,
        most,
        thing=thing,
        iri=iri,
        alternates=others,
        kind=kind_word(thing.kind, asked.language) if thing.kind else "",
        key=key_of(iri),
        area=kind_of(iri),
        country=samkart.entity(entity("country", thing.country)).label if thing.country else "",
        level=samkart.concept("level", thing.level) if thing.level else "",
        title=thing.label,
        description=here.say("thing.description", name=thing.label, kind=kind_word(thing.kind, asked.language)),
        notices=notices,
        whole=not only,
        actor=actor,
        doors=_doors(here, f"{kind_of(iri)}/{key_of(iri)}") if actor else (),
        coverage=coverage_line(samkart, iri) if kind_of(iri) in ("actor", "programme") and not only else "",
        drawn=_drawn(samkart, asked, iri) if actor and not only else None,
        content=made,
        linked_data=described(samkart, here, iri, thing) if not only else None,
    )
    return with_links(rendered, *((address, "alternate", kind) for address, kind in others))


def _otherwhere(samkart: Samkart, asked: Asked) -> Rendered | None:
    """A scheme has a page of its own kind, a theme its page as a thing; None for every other concept."""
    if len(asked.path) == 2:
        from kg.web.pages.linked import schemes

        return schemes.scheme(samkart, asked)
    if asked.path[1:2] == ("theme",):
        return see_other(Here(asked).url(*asked.path[1:], format="" if asked.form == "html" else asked.form))
    return None


def _titled(samkart: Samkart, iri: str) -> str:
    """The title of a source, which has no name."""
    return min(texts(looked_up(samkart, "said", thing=iri), DCTERMS + "title").get(iri, {}).values(), default="")


def _doors(here: Here, key: str) -> list[tuple[str, str]]:
    """Where to go from an actor: (name, address), which is empty where nothing is there."""
    about = ("who", "map", "gaps", "brief")
    found = {name: here.url(name, key) for name in about}
    found |= {"network": here.url("network", thing=key)}
    found |= {"suggest": here.url("suggest", "partners", key), "compare": here.url("compare", actors=key)}
    return [(name, found[name]) for name in ("who", "network", "map", "gaps", "suggest", "compare", "brief")]


def _iri(path: Sequence[str]) -> str:
    if path[0] == "theme":
        return concept("theme", "/".join(path[1:]))
    if path[0] == "concept":
        return concept(path[1], "/".join(path[2:])) if len(path) > 2 else ""
    return entity(path[0], "/".join(path[1:]))


def _led(samkart: Samkart, asked: Asked, iri: str) -> Rendered:
    """To the page of the thing that is called as the path says. Raises NotFound."""
    text = "/".join(asked.path[1:])
    if not text or asked.path[0] not in ENTITY_TYPES:
        raise no_page(asked)
    found = samkart.resolve(text, asked.path[0] if asked.path[0] in ("actor", "project", "programme", "theme") else "")
    if found == iri:
        raise NotFound(nothing_called(text))
    given = [*asked.given, ("format", asked.form if asked.form != "html" else "")]
    language = asked.language if asked.chosen else ""
    headers = {"Location": address(page_of(found), given, state=asked.state, language=language)}
    return Rendered(body=b"", status=302, headers=headers, lasting=False)


def _content(samkart: Samkart, asked: Asked, iri: str, thing: Entity) -> Content:
    report = samkart.show(iri, at=asked.value("at"), evidence=asked.value("evidence"))
    here = Here(asked)
    sections = [replace(each, title=here.titled(each.name, each.title)) for each in report.sections]
    kind = kind_of(iri)
    if kind == "actor":
        partners = samkart.who(iri, evidence=asked.value("evidence"))
        themes = samkart.themes(iri)
        sections[1:1] = [
            Section("partners", here.say("thing.partners"), partners.table),
            Section("themes", here.titled("themes", ""), themes.table),
        ]
    for name in _MORE.get(kind, ()):
        given = {"country": samkart.country} if name == "theme/actors-in-country" else {}
        answer = samkart.ask(name, **{kind: iri}, **given)
        sections.append(Section(name, here.titled(name, answer.question.texts[asked.language]), answer.table))
    return Content(
        thing.label,
        sections,
        about=[iri],
        command=("kg", "show", f"{kind}/{key_of(iri)}" if kind == "actor" else key_of(iri)),
        network=_network(samkart, iri) if kind == "actor" else None,
    )


def _network(samkart: Samkart, iri: str) -> Callable[[], Graph]:
    return lambda: samkart.map(iri).graph


def _drawn(samkart: Samkart, asked: Asked, iri: str) -> Timeline | None:
    rows = list(samkart.ties_of(iri))
    ends = sorted({end_of(row) for row in rows})
    names = {str(key): each.label for key, each in samkart.view.entities(ends, asked.language).items()}
    made = timeline(rows, names, asked.day)
    return made if made.bars else None

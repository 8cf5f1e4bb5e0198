"""Where the identifiers of things lead: to the page of a thing, or to what is said of it in the format asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import NotFound
from kg.vocab import PROV, SKD, SRC, entity, graph
from kg.web.address import page_of
from kg.web.asked import Asked, Rendered
from kg.web.pages.html import Here
from kg.web.pages.linked.answering import RDF, is_there, looked_up, see_other, written

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.api import Samkart

__all__ = ["page"]


def page(samkart: Samkart, asked: Asked, notices: list[str]) -> Rendered:
    """`/id/<kind>/<key>` and `/source/<name>`, as https://w3id.org/samkart/ forwards them. Raises NotFound."""
    if asked.path[0] == "id":
        return _thing(samkart, asked)
    if is_there(samkart, entity("source", "/".join(asked.path[1:]))):
        from kg.web.pages import things

        return things.page(samkart, asked, notices)
    return _source(samkart, asked)


def _thing(samkart: Samkart, asked: Asked) -> Rendered:
    """A thing is no document (https://www.w3.org/TR/cooluris/): 303 to the page that tells of it."""
    kind, _, key = "/".join(asked.path[1:]).partition("/")
    iri = entity(kind, key)
    if not key or not is_there(samkart, iri):
        raise NotFound(f"nothing has the identifier {SKD}{kind}/{key}")
    return see_other(Here(asked).url(*page_of(iri), format="" if asked.form == "html" else asked.form))


def _made_of(about: list[ox.Triple], record: str) -> list[str]:
    """The things (IRIs) that were made of a record, sorted."""
    found = {
        str(getattr(each.subject, "value", "")) for each in about if each.predicate.value == PROV + "wasDerivedFrom"
    }
    return sorted(iri for iri in found if record and iri.startswith(SKD))


def _source(samkart: Samkart, asked: Asked) -> Rendered:
    """What is imported from (its graph), or one of its records: as RDF; for people the thing that was made of it."""
    name, _, key = "/".join(asked.path[1:]).partition("/")
    source = graph(name)
    record = f"{source}/{key}" if key else ""
    try:
        about = looked_up(samkart, "source", source=source, record=record or source)
    except ValueError:
        about = []
    own = [each for each in about if str(getattr(each.subject, "value", "")) == (record or source)]
    made = _made_of(about, record)
    if not own and not made:
        raise NotFound(
            f"nothing has the identifier {SRC}{name}{'/' if key else ''}{key}", tuple(samkart.source_names())
        )
    if asked.form in RDF:
        return written(asked, f"source {name} {key}".strip(), about)
    here, form = Here(asked), "" if asked.form == "html" else asked.form
    return see_other(here.url(*(page_of(made[0]) if made else ("sources",)), format=form))

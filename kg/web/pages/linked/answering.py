"""What the pages of linked data have in common: statements looked up and written, addresses told in headers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.store.substitute import lookup_text
from kg.web.asked import Asked, Rendered
from kg.web.forms import FORMS
from kg.web.pages.data import saved
from kg.web.pages.html import Here

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.api import Samkart

__all__ = ["RDF", "alternates", "is_there", "looked_up", "see_other", "texts", "with_links", "written"]

RDF = ("turtle", "jsonld", "ntriples")
"""The keys of the formats of RDF (`kg.web.forms`), the usual one first."""


def looked_up(samkart: Samkart, name: str, **values: str) -> list[ox.Triple]:
    """The statements of a look-up in `kg/store/sparql/linked`, whose variables are given as IRIs."""
    import pyoxigraph as ox

    bound = {name: ox.NamedNode(iri) for name, iri in values.items()}
    found: Any = samkart.view.query(lookup_text(f"linked/{name}"), bound)
    return list(found)


def is_there(samkart: Samkart, iri: str) -> bool:
    """Is anything said of a thing? What cannot be an IRI is not there."""
    import pyoxigraph as ox

    try:
        thing = ox.NamedNode(iri)
    except ValueError:
        return False
    return bool(samkart.view.query(lookup_text("linked/there"), {"thing": thing}))


def written(asked: Asked, name: str, statements: Iterable[ox.Triple]) -> Rendered:
    """Statements in the format of RDF that is asked for, sorted."""
    from kg.store.text.serialise import serialise

    return saved(asked, name, serialise(set(statements), asked.form).encode("utf-8", "replace"))


def see_other(location: str) -> Rendered:
    """An answer that leads to another address (303, See Other): what was asked for is no document itself."""
    return Rendered(body=b"", media_type="text/plain; charset=utf-8", status=303, headers={"Location": location})


def alternates(here: Here, forms: Iterable[str]) -> list[tuple[str, str]]:
    """(address, media type) of the formats in which a page's content can be had as well."""
    return [(here.here(format=form), FORMS[form].media_type) for form in forms]


def with_links(rendered: Rendered, *links: tuple[str, str, str]) -> Rendered:
    """The answer with a `Link` header (RFC 8288): (address, relation, media type or empty) of each link."""
    told = ", ".join(
        f'<{address}>; rel="{relation}"' + (f'; type="{kind}"' if kind else "") for address, relation, kind in links
    )
    return replace(rendered, headers={**rendered.headers, "Link": told}) if told else rendered


def texts(statements: Iterable[ox.Triple], predicate: str) -> Mapping[str, Mapping[str, str]]:
    """The texts that a property has, by the IRI of what they are said of and by language ("": without one)."""
    import pyoxigraph as ox

    found: dict[str, dict[str, str]] = {}
    for each in statements:
        if each.predicate.value == predicate and isinstance(each.object, ox.Literal):
            spoken = found.setdefault(str(getattr(each.subject, "value", "")), {})
            language = each.object.language or ""
            spoken[language] = min(spoken.get(language, each.object.value), each.object.value)
    return found

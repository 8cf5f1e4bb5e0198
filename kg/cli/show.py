"""`kg show` and `kg find`: the card of a thing, and things by name."""

from __future__ import annotations

import click

from kg.api import Samkart
from kg.cli.complete import things
from kg.cli.options import Whole, answers, dated, evidence, graph
from kg.cli.sections import sections
from kg.errors import Usage
from kg.model.result import Report, Tabular

__all__ = ["find_command", "show_command"]


@click.command("show")
@click.argument("thing", shell_complete=things)
@dated(at="The body that had the name on that day. Default: today.", period=False)
@evidence()
@graph
@sections
def show_command(samkart: Samkart, thing: str, at: str, evidence: str) -> Report[object]:
    """The card of THING: an actor, network, programme, project or theme, with its ties, section by section.

    THING is a name however it is typed, a number, a key as any output prints it, or an IRI; of anything else that is
    in the graph (a tie, a call, a country …) what is said of it. A name that several bear is the one's that
    docs/method.md ("Names") puts first, and the others are told; a key with its kind (actor/hurum) is the thing itself.
    """
    return samkart.show(thing, at=at, evidence=evidence)


@click.command("find")
@click.argument("text")
@click.option(
    "--kind", default="", metavar="KIND", help="Only actor, programme, project, call, theme, strategy, or a class."
)
@click.option(
    "--text",
    "in_texts",
    is_flag=True,
    help="Projects with all words of TEXT in title, keywords or objective (English). The texts are not shown.",
)
@click.option("--limit", default=10, show_default=True, type=Whole(1), help="How many.")
@graph
@answers
def find_command(samkart: Samkart, text: str, kind: str, in_texts: bool, limit: int) -> Tabular:
    """Find things by TEXT: a name or its beginning, some of its words, a number or a code.

    Where nothing is called so, TEXT is taken as a question ("hvem jobber med klima"): the themes and actors that its
    words name are listed, with the command that asks it.
    """
    if in_texts:
        if kind not in ("", "project", "Project"):
            raise Usage("--text finds projects; leave out --kind", (), "kind")
        return samkart.find_texts(text, limit)
    found = samkart.find(text, kind, limit)
    if not found:
        raise samkart.nothing_called(text, kind)
    return found

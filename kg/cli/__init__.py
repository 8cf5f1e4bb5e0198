"""The command `kg`: one module per group of verbs, imported only when its verb is used."""

from __future__ import annotations

import gc
import os
import sys
import time
from importlib import import_module
from io import StringIO

import click

from kg import __version__
from kg.cli.progress import clear
from kg.cli.stopping import LOADING, STOPPED, Ended, Work, stoppable, tidy_when_ended
from kg.cli.writing.encoding import forgiving
from kg.errors import BadData, KgError, Usage, problem_lines
from kg.model.text import harmless

__all__ = ["cli", "main"]

# verb → (module, what it does): the help of `kg` is written from this without importing the modules.
_VERBS = {
    "ask": ("ask", "Answer a sentence: which Question or verb it asks is told, with its runners-up."),
    "who": ("who", "Who collaborates with an actor, ranked, with the ties that say so."),
    "show": ("show", "The card of an actor, network, programme, project or theme."),
    "find": ("show", "Find things by name, number or code."),
    "path": ("path", "How two actors are connected: the shortest chains, with the ties on the way."),
    "themes": ("lists", "The themes, or those an actor works on."),
    "networks": ("lists", "The networks, or those an actor is a member of."),
    "conflicts": ("lists", "Where sources disagree, and which of them stands."),
    "programmes": ("lists", "The programmes and the participation of a country in them."),
    "map": ("map", "Draw a network: an interactive page, or a figure for a report."),
    "chart": ("chart", "Bars and heat maps: programmes and periods, themes, levels."),
    "compare": ("compare", "What actors do alone and what they share, and how closely they cooperate."),
    "region": ("compare", "A county, a council or some actors seen as one: who carries what, who is where."),
    "gaps": ("compare", "Themes without ties, what comparable actors do, programmes not used; with examples."),
    "suggest": ("suggest", "Whom to ask, which networks to join, which themes to take up, with reasons."),
    "match": ("linking.match", "Somebody's own list of bodies: who each is, and what is shared with it."),
    "brief": ("brief", "Two to four pages for a council, each fact with its source: HTML, DOCX, PDF or Markdown."),
    "survey": ("survey", "A sheet for an actor to answer about its ties: XLSX or DOCX."),
    "network": ("network", "Rank the nodes of a network by a measure."),
    "communities": ("network", "The communities of a network."),
    "brokers": ("network", "Who stands between others, and in which role."),
    "levels": ("network", "Is cooperation horizontal or vertical? Against chance."),
    "changes": ("network", "Who entered and left, which ties are new, between two periods."),
    "diff": ("states.diff", "What changed between two states of the graph: builds, snapshots, days of data."),
    "states": ("states.states", "The states of the graph that are still there."),
    "serve": ("publishing.serve", "Serve the explorer and a SPARQL endpoint, on this machine or for everybody."),
    "site": ("publishing.site", "Write chosen pages and maps as files for any web server."),
    "mcp": ("publishing.mcp", "Offer what can be asked as tools for assistants (Model Context Protocol)."),
    "query": ("query", "Run SPARQL, or ask a Question by name."),
    "questions": ("query", "The Questions that can be asked, or one of them with its parameters."),
    "sources": ("lists", "The sources that the facts come from."),
    "stats": ("lists", "How much there is of what."),
    "coverage": ("coverage", "How much of the whole is held: by what others counted, kind of tie and programme."),
    "build": ("upkeep", "Build the store anew from its inputs."),
    "check": ("upkeep", "Check tables, ontology and graph; everything that is wrong, with its place."),
    "import": ("imports", "Import the downloads of a source."),
    "imports": ("states.imports", "What has been imported."),
    "remove": ("states.remove", "Take out what was imported of a source."),
    "fetch": ("imports", "Download the official file of a source."),
    "link": ("linking.link", "Who may be who: candidates with scores, and a review of them."),
    "export": ("export", "Write the graph, or one source, as Turtle, TriG, N-Quads or JSON-LD."),
}


_SPELLED = {"before": "from", "after": "to", "periods": "period"}  # parameters whose option has another name


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _VERBS:
            return None
        module = import_module(f"kg.cli.{_VERBS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(verb, text) for verb, (_, text) in _VERBS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], _VERBS, n=2, cutoff=0.5)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"no such command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the version, and the name of the state of the graph where one has been built."""
    if not asked or ctx.resilient_parsing:
        return
    from kg.settings import load_settings
    from kg.store.layout import current, manifest_of

    try:
        state = manifest_of(current(load_settings().store)).get("state", "")
    except KgError:
        state = ""
    click.echo(f"samkart, version {__version__}" + (f"; graph {state}" if state else ""))
    ctx.exit()


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Show the version.")
def cli() -> None:
    """Samkart: who collaborates with whom across borders, in what, and paid by which programme."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; errors become one message and an exit code: 1 for bad data, 2 for wrong usage."""
    forgiving()
    gc.set_threshold(50_000, 20, 20)  # modules make many objects that stay: looking for garbage among them takes time
    if arguments is None:
        tidy_when_ended()
    work: Work | None = None
    interrupted = False
    try:
        with stoppable() as work:
            code = cli.main(args=arguments, prog_name="kg", standalone_mode=False, obj=arguments or sys.argv[1:])
            sys.stdout.flush()
    except (click.exceptions.Abort, KeyboardInterrupt):
        if work is not None and not work.may_tell():
            time.sleep(LOADING)  # a thread ends the process just now
        if work is not None and work.over:
            _report(KgError(work.too_slow()))
            code = 1
        else:
            clear()
            click.echo("stopped", err=True)
            code = STOPPED
        interrupted = True
    except Ended as ended:
        clear()
        code = 128 + ended.signal
    except click.ClickException as error:
        clear()
        shown = StringIO()
        error.show(shown)
        click.echo(harmless(shown.getvalue()), nl=False, err=True)
        code = error.exit_code
    except KgError as error:
        _report(error)
        code = error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader has gone; nothing more can be said, nothing is wrong
        code = 0
    except SystemExit as left:  # click ends so with 1 when the reader has gone in the middle of an answer
        code = 0 if type(sys.stdout).__name__.endswith("PacifyFlushWrapper") else left.code
    except OSError as error:  # a full disk, a folder that may not be read: nothing that a traceback would explain
        _report(KgError(str(error)))
        code = 1
    if arguments is None and interrupted:  # else Python, which remembers the interrupt, might end by its signal
        sys.stderr.flush()
        os._exit(code)
    if arguments is None:
        gc.freeze()  # the process ends: what it holds need not be gone through once more
    sys.exit(code if isinstance(code, int) else 0)


def _said(error: KgError) -> str:
    """The message, a parameter named as the shell names its option: `with_predecessors` → `--with-predecessors`."""
    if isinstance(error, Usage) and error.parameter:
        return f"--{_SPELLED.get(error.parameter, error.parameter).replace('_', '-')}: {error.message}"
    return str(error)


def _report(error: KgError) -> None:
    clear()
    label = "error:" if "NO_COLOR" in os.environ else click.style("error:", fg="red", bold=True)
    click.echo(f"{label} {harmless(_said(error))}", err=True)
    if error.nearest:
        click.echo("perhaps:", err=True)
        for name in error.nearest:
            click.echo(f"  {harmless(name)}", err=True)
    if isinstance(error, BadData):
        for line in problem_lines(error.problems):
            click.echo(f"  {harmless(line)}", err=True)

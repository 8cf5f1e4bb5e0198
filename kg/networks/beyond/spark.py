"""Networks that memory does not hold, by Apache Spark: who meets whom, in which component, with which PageRank.

    kg export --incidence -o incidence.csv
    python -m kg.networks.beyond.spark incidence.csv -o network

Spark comes from PyPI alone (`samkart[spark]`) and needs Java 17 or later. The same file runs on a cluster, by
`spark-submit --master … kg/networks/beyond/spark.py …`, where `kg` need only be beside the driver, since no worker runs
Python. The projection is Spark SQL. Components and PageRank are GraphX's, which has no interface for Python: its Scala
classes are in PySpark's jars and are called through py4j, their graphs handed over as text files of numbers.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any, TypeAlias
from uuid import uuid4

import click

from kg.errors import KgError, Usage
from kg.extras import need

__all__ = ["FORMATS", "KINDS", "Projected", "command", "projected"]

FORMATS = ("csv", "parquet")
KINDS = ("project", "network", "twinning", "agreement")
DAMPING = 0.85
STEPS = 60
"""Steps of the walker: what is wrong with all ranks together, whose sum is 1, is less than 2 · DAMPING^STEPS."""
_COLUMNS = ("hub", "actor", "kind", "held_from", "held_until")
_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.graphx.pregel.checkpointInterval": "10",  # else each step remembers all before it
}
_STAYS = """
    SELECT hub, actor, min(coalesce(held_from, '')) AS first,
           CASE WHEN min(coalesce(held_until, '')) = '' THEN '' ELSE max(held_until) END AS last
    FROM ties WHERE array_contains(split('{kinds}', ','), kind) GROUP BY hub, actor
"""
_HUBS = "SELECT hub, count(*) AS actors FROM stays GROUP BY hub HAVING count(*) <= {most}"
_KEPT = "SELECT hub, actor, first, last, actors FROM stays JOIN hubs USING (hub)"
_NUMBERS = "SELECT actor, monotonically_increasing_id() AS id FROM (SELECT DISTINCT actor FROM kept ORDER BY actor)"
_MET = "SELECT hub, id, first, last, actors FROM kept JOIN numbers USING (actor)"
_PAIRS = """
    SELECT a.id AS one, b.id AS other, sum(1D / (a.actors - 1)) AS newman, count(*) AS shared
    FROM met a JOIN met b ON a.hub = b.hub AND a.id < b.id
    WHERE NOT (a.last <> '' AND a.last < b.first) AND NOT (b.last <> '' AND b.last < a.first)
    GROUP BY a.id, b.id
"""
_EDGES = """
    SELECT s.actor AS source, t.actor AS target, newman, shared
    FROM pairs JOIN numbers s ON s.id = one JOIN numbers t ON t.id = other ORDER BY source, target
"""
# An edge as often as it has shared hubs, in both directions: the walker of GraphX, who knows no weights, follows these.
_WALKS = """
    SELECT explode(array(concat(one, ' ', other), concat(other, ' ', one))) AS value
    FROM (SELECT one, other, explode(sequence(1, shared)) FROM pairs)
"""
_NODES = """
    SELECT actor, coalesce(hubs, 0) AS hubs, coalesce(partners, 0) AS partners, coalesce(strength, 0D) AS strength,
           min(actor) OVER (PARTITION BY coalesce(label, n.id)) AS component,
           coalesce(rank, {jump}D) / {share}D AS pagerank
    FROM numbers n
    LEFT JOIN (SELECT id, count(*) AS hubs FROM met GROUP BY id) h ON h.id = n.id
    LEFT JOIN (SELECT id, count(*) AS partners, sum(newman) AS strength
               FROM (SELECT one AS id, newman FROM pairs UNION ALL SELECT other, newman FROM pairs) GROUP BY id) p
           ON p.id = n.id
    LEFT JOIN (SELECT id, CAST(value AS BIGINT) AS label FROM components) c ON c.id = n.id
    LEFT JOIN (SELECT id, CAST(value AS DOUBLE) AS rank FROM ranks) r ON r.id = n.id
    ORDER BY actor
"""

Spark: TypeAlias = Any
"""A `pyspark.sql.SparkSession`; its types are not asked for, so that nobody needs it to check ours."""


@dataclass(frozen=True, slots=True)
class Projected:
    """How large what was made is."""

    actors: int
    pairs: int
    components: int


def projected(
    files: Sequence[str],
    folder: str,
    *,
    kinds: Sequence[str] = KINDS,
    max_hub: int | None = None,
    form: str = "csv",
    memory: str = "",
) -> Projected:
    """Make the network of actors of what `kg export --incidence` wrote; give its size.

    `folder`, which must not be there yet and appears whole or not at all, gets two folders of files of a `form` (one of
    `FORMATS`), sorted. `edges` has source, target, `newman` and `shared`, the weights of `kg.networks.projection`.
    `nodes` has actor, `hubs` (how many it is at), `partners`, `strength` (the sum of its newman weights), `component`
    (named by the least actor in it) and `pagerank`, that of `kg.networks.measures.spectral` by shared hubs. Hubs with
    more than `max_hub` actors are left out. `memory` is the driver's, as Java writes it (4g).

    Raises Usage for conditions that cannot be met, KgError where Spark or Java is missing or fails.
    """
    if unknown := set(kinds) - set(KINDS):
        raise Usage(f"unknown kind of tie {min(unknown)!r}; expected {', '.join(KINDS)}", (), "via")
    if max_hub is not None and max_hub < 2:
        raise Usage(f"max_hub = {max_hub}; expected 2 or more actors")
    if form not in FORMATS:
        raise Usage(f"unknown format {form!r}; expected {', '.join(FORMATS)}", (), "format")
    with _started(memory) as (spark, errors):
        try:
            with _staged(spark, folder) as stage:
                _read(spark, files)
                return _made(spark, stage, ",".join(kinds), max_hub or sys.maxsize, form)
        except errors as error:
            raise KgError(f"Spark fails: {_first_line(error)}") from error


@contextmanager
def _started(memory: str) -> Iterator[tuple[Spark, tuple[type[Exception], ...]]]:
    """A session of Spark, and the errors that it raises."""
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise KgError("Spark needs Java 17 or later, which is not installed (Debian: default-jre-headless)")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of pandas, which is not used
        builder = need("pyspark.sql", "networks beyond memory").SparkSession.builder.appName("samkart")
        errors = _errors()
        for name, value in (_SETTINGS | ({"spark.driver.memory": memory} if memory else {})).items():
            builder = builder.config(name, value)
        try:
            spark = builder.getOrCreate()
        except errors as error:
            raise KgError(f"Spark does not start: {_first_line(error)}") from error
    spark.sparkContext.setLogLevel("ERROR")
    try:
        yield spark, errors
    finally:
        spark.stop()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def _errors() -> tuple[type[Exception], ...]:
    py4j: ModuleType = need("py4j.protocol", "networks beyond memory")
    told: ModuleType = need("pyspark.errors", "networks beyond memory")
    return told.PySparkException, py4j.Py4JError


@contextmanager
def _staged(spark: Spark, folder: str) -> Iterator[str]:
    """A folder to fill that becomes `folder` when all went well: on any file system that Spark knows (HDFS, S3 …)."""
    made = spark._jvm.org.apache.hadoop.fs.Path
    target = made(folder)
    system = target.getFileSystem(spark.sparkContext._jsc.hadoopConfiguration())
    if system.exists(target):
        raise Usage(f"{folder} is there already; name a folder that is to be made", (), "output")
    stage = made(target.getParent() or made("."), f".{target.getName()}.{uuid4().hex[:8]}.part")
    spark.sparkContext.setCheckpointDir(f"{stage}/checkpoints")
    try:
        yield str(stage)
        if not system.rename(made(stage, "made"), target):
            raise KgError(f"{folder} cannot be written")
    finally:
        system.delete(stage, True)


def _read(spark: Spark, files: Sequence[str]) -> None:
    """The files as the table `ties`."""
    ties = spark.read.csv(list(files), header=True, escape='"', encoding="UTF-8")
    if missing := [name for name in _COLUMNS if name not in ties.columns]:
        raise Usage(f"no column {missing[0]!r}; expected what 'kg export --incidence' writes")
    ties.createOrReplaceTempView("ties")


def _made(spark: Spark, stage: str, kinds: str, most: int, form: str) -> Projected:
    _table(spark, "stays", _STAYS.format(kinds=kinds))
    _table(spark, "hubs", _HUBS.format(most=most))
    _table(spark, "kept", _KEPT)
    _table(spark, "numbers", _NUMBERS, stage)
    _table(spark, "met", _MET, stage)
    _table(spark, "pairs", _PAIRS, stage)
    _written(spark.sql(_EDGES), f"{stage}/made/edges", form)
    spark.sql(_WALKS).write.text(f"{stage}/walks")
    actors, pairs = (spark.table(name).count() for name in ("numbers", "pairs"))
    _analysed(spark, stage, bool(pairs))
    # A node without edges is only jumped to, and from it anywhere: all ranks grow alike by what these nodes lend.
    alone = actors - spark.table("ranks").count()
    _table(spark, "nodes", _NODES.format(jump=1 - DAMPING, share=actors - DAMPING * alone), stage)
    _written(spark.table("nodes").orderBy("actor"), f"{stage}/made/nodes", form)
    return Projected(actors, pairs, spark.table("nodes").select("component").distinct().count())


def _analysed(spark: Spark, stage: str, any_pairs: bool) -> None:
    """Components and ranks as tables of (id, value), the value as text, for the nodes that have an edge."""
    empty = spark.createDataFrame([], "id BIGINT, value STRING")
    for name in ("components", "ranks"):
        empty.createOrReplaceTempView(name)
    if not any_pairs:
        return
    jvm = spark._jvm
    graphx, whole = jvm.org.apache.spark.graphx, jvm.scala.reflect.ClassTag.Int()
    level = jvm.org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK()
    context = spark.sparkContext._jsc.sc()
    graph = graphx.GraphLoader.edgeListFile(context, f"{stage}/walks", False, -1, level, level)
    components = graphx.lib.ConnectedComponents.run(graph, whole, whole)
    ranks = graphx.lib.PageRank.run(graph, STEPS, 1 - DAMPING, whole, whole)
    for name, found in (("components", components), ("ranks", ranks)):
        found.vertices().saveAsTextFile(f"{stage}/{name}")  # a line is (number,value)
        parts = (f"regexp_extract(value, '^.([0-9]+),(.*).$', {group})" for group in (1, 2))
        number, value = parts
        spark.read.text(f"{stage}/{name}").selectExpr(
            f"CAST({number} AS BIGINT) AS id", f"{value} AS value"
        ).createOrReplaceTempView(name)


def _table(spark: Spark, name: str, query: str, stage: str = "") -> None:
    """The answer of a query under a name; with a `stage` it is worked out once and lies there."""
    found = spark.sql(query)
    if stage:
        found.write.parquet(f"{stage}/{name}")
        found = spark.read.parquet(f"{stage}/{name}")
    found.createOrReplaceTempView(name)


def _written(found: Any, path: str, form: str) -> None:
    found.write.options(header=True).format(form).save(path)


def _whole(_: click.Context, __: click.Parameter, given: str | None) -> int | None:
    """A whole number from 2, in the digits 0–9; Python would take `２０` and `2_0` too."""
    if given is None:
        return None
    if not re.fullmatch("[0-9]{1,9}", given) or int(given) < 2:
        raise click.BadParameter(f"{given!r} is not a whole number from 2 in the digits 0 to 9.")
    return int(given)


@click.command("kg.networks.beyond.spark", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, metavar="INCIDENCE.csv…")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Where to write; it must not be there yet.")
@click.option("--via", default=",".join(KINDS), show_default=True, metavar="KINDS", help="Only ties of these kinds.")
@click.option("--max-hub", callback=_whole, metavar="N", help="Leave out hubs with more actors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="csv", show_default=True, help="Of the files.")
@click.option(
    "--memory", default="", metavar="SIZE", help="Memory of this machine's Java: 4g; Spark's own default is 1g."
)
def command(files: Sequence[str], output: str, via: str, max_hub: int | None, form: str, memory: str) -> None:
    """Who meets whom, components and PageRank of what `kg export --incidence` wrote, by Apache Spark."""
    kinds = [kind for kind in via.split(",") if kind]
    try:
        made = projected(files, output, kinds=kinds, max_hub=max_hub, form=form, memory=memory)
    except KgError as error:
        click.echo(f"error: {error}", err=True)
        sys.exit(2 if isinstance(error, Usage) else 1)
    told = f"{made.actors:,} actors, {made.pairs:,} pairs, {made.components:,} components"
    click.echo(f"{output}: {told}", err=True)


if __name__ == "__main__":
    command()

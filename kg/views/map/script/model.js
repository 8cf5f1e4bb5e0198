"use strict";
// The network as the page knows it: records (all nodes), nodes (those drawn), edges, neighbours, facets.
Sk.FACETS = ["tie", "themes", "programmes", "country", "level", "kind", "community"];
Sk.year = (date) => (date === undefined ? null : Number(String(date).slice(0, 4)));

Sk.load = () => {
  Sk.records = new Map(Sk.data.records.map((record) => [record.id, record]));
  Sk.nodes = new Map();
  for (const look of Sk.held.nodes) {
    const record = Sk.records.get(look.id);
    const node = Object.assign(record, {
      form: look.shape, size: look.size, colour: look.color, key: look.key, rank: look.rank, font: look.text,
      home: [look.x, look.y], place: Sk.data.places[look.id] ?? null, x: look.x, y: look.y, edges: [], visible: true,
    });
    Sk.nodes.set(look.id, node);
  }
  const make = (raw) => ({ ...raw, ties: raw.ties ?? [], kinds: raw.kinds ?? [], visible: true });
  Sk.edges = Sk.held.edges.map((raw) => make({ ...raw, a: Sk.nodes.get(raw.from), b: Sk.nodes.get(raw.to) }));
  Sk.others = Sk.data.more.map((raw) => make({ ...raw, a: Sk.records.get(raw.from), b: Sk.records.get(raw.to) }));
  for (const record of Sk.records.values()) record.edges ??= [];
  for (const edge of [...Sk.edges, ...Sk.others]) {
    edge.a.edges.push(edge);
    if (edge.a !== edge.b) edge.b.edges.push(edge);
  }
  Sk.ranked = [...Sk.nodes.values()].sort((a, b) => a.rank - b.rank);
  Sk.facets = Object.fromEntries(Sk.FACETS.map((name) => [name, Sk.facetOptions(name)]).filter(([, options]) => options.length > 1));
  let [low, high, undated] = [Infinity, -Infinity, 0];
  for (const edge of Sk.edges) {
    for (const [start, end] of Sk.spans(edge)) {
      for (const year of [start, end]) if (year !== null) [low, high] = [Math.min(low, year), Math.max(high, year)];
      if (start === null && end === null) undated += 1;
    }
  }
  Sk.years = low < high ? [low, high] : null;
  Sk.undated = undated;
};

Sk.other = (edge, node) => (edge.a === node ? edge.b : edge.a);

Sk.values = (node, name) => {
  if (name === "tie") return [...new Set(node.edges.flatMap((edge) => edge.kinds))];
  const value = node[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
};

Sk.facetOptions = (name) => {
  const counts = new Map();
  const add = (key) => counts.set(key, (counts.get(key) ?? 0) + 1);
  if (name === "tie") for (const edge of Sk.edges) for (const kind of edge.kinds) add(kind);
  else for (const node of Sk.nodes.values()) {
    const values = Sk.values(node, name);
    for (const value of values.length ? values : [Sk.MISSING]) add(value);
  }
  if (counts.size === 1 && counts.has(Sk.MISSING)) return [];
  return [...counts].map(([key, count]) => ({ key, count }))
    .sort((a, b) => (a.key === Sk.MISSING) - (b.key === Sk.MISSING) || b.count - a.count || (a.key < b.key ? -1 : 1));
};

// The periods of an edge, one per tie (or one for the whole edge where its ties are not listed): [first, last] years
Sk.spans = (edge) =>
  edge.ties.length
    ? edge.ties.map((tie) => [Sk.year(tie.start), Sk.year(tie.end)])
    : [[edge.first ?? null, edge.open ? null : edge.last ?? null]];

Sk.period = (thing) => {
  const { start, end } = thing;
  if (start && end) return start === end ? start : `${start}–${end}`;
  if (start) return Sk.t("since", { start });
  if (end) return Sk.t("until", { end });
  return thing.as_of ? Sk.t("as_of", { date: thing.as_of }) : "";
};

Sk.edgeYears = (edge) => {
  let [first, last, open] = [edge.first ?? null, edge.last ?? null, Boolean(edge.open)];
  for (const tie of edge.ties) {
    const [start, end] = [Sk.year(tie.start), Sk.year(tie.end)];
    if (start !== null) first = first === null ? start : Math.min(first, start);
    if (end !== null) last = last === null ? end : Math.max(last, end);
    else open = true;
  }
  return Sk.period({ start: first === null ? "" : String(first), end: last === null || open ? "" : String(last) });
};

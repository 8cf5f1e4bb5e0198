"use strict";
// What is visible under the filters. `facets` hold what is asked for (none: all); `off` what the legend has put out.
Sk.state = {
  lang: Sk.data.lang, dark: null, view: "map", layout: Sk.data.layout, physics: false,
  selected: null, isolate: null, hidden: new Set(), years: null, undated: true,
  facets: Object.fromEntries(Sk.FACETS.map((name) => [name, new Set()])),
  off: { group: new Set(), type: new Set(), tie: new Set() },
};

Sk.inYears = ([start, end]) => {
  if (!Sk.state.years) return start !== null || end !== null || Sk.state.undated;
  if (start === null && end === null) return Sk.state.undated;
  const [from, to] = Sk.state.years;
  return (start === null || start <= to) && (end === null || end >= from);
};

Sk.kindFits = (kind) => {
  const asked = Sk.state.facets.tie;
  return !Sk.state.off.tie.has(kind) && (!asked.size || asked.has(kind));
};

Sk.tieFits = (tie) => Sk.kindFits(tie.kind ?? Sk.MISSING) && Sk.inYears([Sk.year(tie.start), Sk.year(tie.end)]);

Sk.edgeFits = (edge) => {
  if (edge.ties.length) return edge.ties.some(Sk.tieFits);
  const kinds = edge.kinds.length ? edge.kinds : [Sk.MISSING];
  return kinds.some(Sk.kindFits) && Sk.inYears(Sk.spans(edge)[0]);
};

Sk.nodeFits = (node) => {
  if (Sk.state.hidden.has(node.id)) return false;
  if (Sk.state.off.type.has(node.type ?? "actor") || Sk.state.off.group.has(node.key)) return false;
  for (const [name, asked] of Object.entries(Sk.state.facets)) {
    if (name === "tie" || !asked.size) continue;
    const values = Sk.values(node, name);
    if (!(values.length ? values.some((value) => asked.has(value)) : asked.has(Sk.MISSING))) return false;
  }
  return true;
};

Sk.tiesFiltered = () =>
  Sk.state.facets.tie.size > 0 || Sk.state.off.tie.size > 0 || Sk.state.years !== null || !Sk.state.undated;

Sk.isFiltered = () =>
  Sk.tiesFiltered() || Sk.state.hidden.size > 0 || Sk.state.isolate !== null || Sk.state.off.group.size > 0 ||
  Sk.state.off.type.size > 0 || Object.values(Sk.state.facets).some((asked) => asked.size > 0);

// Set `visible` on every node and edge; a node whose ties are all filtered away goes with them.
Sk.apply = () => {
  const tied = Sk.tiesFiltered();
  for (const edge of Sk.edges) edge.fits = Sk.edgeFits(edge);
  for (const node of Sk.nodes.values()) {
    node.visible = Sk.nodeFits(node) && (!tied || node.edges.some((edge) => edge.fits));
    if (Sk.state.layout === "geographic" && !node.place) node.visible = false;
  }
  const ego = Sk.nodes.get(Sk.state.isolate);
  if (ego) {
    const near = new Set([ego, ...ego.edges.filter((edge) => edge.fits).map((edge) => Sk.other(edge, ego))]);
    for (const node of Sk.nodes.values()) node.visible &&= near.has(node);
  }
  for (const edge of Sk.edges) edge.visible = edge.fits && edge.a.visible && edge.b.visible;
  Sk.shown = { nodes: 0, edges: 0 };
  for (const node of Sk.nodes.values()) Sk.shown.nodes += node.visible ? 1 : 0;
  for (const edge of Sk.edges) Sk.shown.edges += edge.visible ? 1 : 0;
};

Sk.neighbours = (node) => node.edges.filter((edge) => edge.visible).map((edge) => Sk.other(edge, node));

Sk.reset = () => {
  const { state } = Sk;
  for (const asked of [...Object.values(state.facets), ...Object.values(state.off), state.hidden]) asked.clear();
  state.isolate = state.years = null;
  state.undated = true;
  Sk.refresh();
};

"use strict";
// The view in the address after "#": selection, filters, place, language. A link to it shows the very same view.
Sk.LETTERS = { tie: "k", themes: "t", programmes: "p", country: "c", level: "l", kind: "s", community: "g" };

Sk.fragment = () => {
  const { state } = Sk, found = new URLSearchParams();
  const put = (name, value) => { if (value !== null && value !== undefined && value !== "") found.set(name, value); };
  const list = (set) => [...set].sort().map(encodeURIComponent).join(" ");
  put("n", state.card);
  for (const [name, asked] of Object.entries(state.facets)) put(Sk.LETTERS[name], list(asked));
  for (const [name, off] of Object.entries(state.off)) put(`off-${name}`, list(off));
  put("y", state.years?.join("-"));
  if (!state.undated) put("undated", "no");
  put("hide", list(state.hidden));
  put("only", state.isolate);
  if (state.lang !== Sk.data.lang) put("lang", state.lang);
  if (state.dark !== null) put("theme", state.dark ? "dark" : "light");
  if (state.view !== "map") put("view", state.view);
  if (state.layout !== Sk.data.layout) put("layout", state.layout);
  if (Sk.moved) {
    const { x, y } = Sk.network.getViewPosition();
    put("at", [x, y, Math.min(...Sk.size()) / Sk.network.getScale()].map((v) => v.toFixed(1)).join(","));
  }
  return found.toString();
};

Sk.rememberNow = () => {
  clearTimeout(Sk.later);
  const text = Sk.fragment();
  if (location.hash.slice(1) !== text) history.replaceState(null, "", `${location.pathname}${location.search}${text ? `#${text}` : ""}`);
};
Sk.remember = () => {
  if (!Sk.ready) return;
  clearTimeout(Sk.later);
  Sk.later = setTimeout(Sk.rememberNow, 150);
};

// Reads the address into the state; what it names and the map does not have is passed over.
Sk.recall = () => {
  const given = new URLSearchParams(location.hash.slice(1)), { state } = Sk;
  const safe = (text) => { try { return decodeURIComponent(text); } catch { return ""; } };
  const list = (name) => (given.get(name) ?? "").split(" ").filter(Boolean).map(safe);
  const node = (name) => (Sk.records.has(given.get(name)) ? given.get(name) : null);
  for (const [name, letter] of Object.entries(Sk.LETTERS)) {
    const known = new Set((Sk.facets[name] ?? []).map((option) => option.key));
    state.facets[name] = new Set(list(letter).filter((key) => known.has(key)));
  }
  for (const name of Object.keys(state.off)) state.off[name] = new Set(list(`off-${name}`));
  state.hidden = new Set(list("hide").filter((id) => Sk.nodes.has(id)));
  state.isolate = Sk.nodes.has(given.get("only")) ? given.get("only") : null;
  const years = /^(\d{1,4})-(\d{1,4})$/.exec(given.get("y") ?? "");
  state.years = years && Sk.years ? [Math.max(Number(years[1]), Sk.years[0]), Math.min(Number(years[2]), Sk.years[1])] : null;
  state.undated = given.get("undated") !== "no";
  state.lang = Sk.data.languages.includes(given.get("lang")) ? given.get("lang") : Sk.data.lang;
  state.dark = { dark: true, light: false }[given.get("theme")] ?? null;
  state.view = given.get("view") === "table" ? "table" : "map";
  const layout = given.get("layout");
  state.layout = ["force", "geographic"].includes(layout) && Sk.data.outline.length ? layout : Sk.data.layout;
  const at = (given.get("at") ?? "").split(",").map(Number);
  return { card: node("n"), at: at.length === 3 && at.every(Number.isFinite) && at[2] > 0 ? at : null };
};

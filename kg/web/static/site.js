// Names while somebody types (the combobox pattern of WAI-ARIA APG), and copying by one click. Pages work without it.
"use strict";

/** Offer names under a field; what is chosen stands in it, or opens its page where the field is a search. */
function offer(field) {
  const box = field.parentElement;
  const list = document.createElement("ul");
  list.className = "names";
  list.id = `${field.id}-names`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.labels?.[0]?.textContent ?? "");
  list.hidden = true;
  box.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    field.setAttribute(name, value);
  }
  const opens = field.type === "search";
  const many = field.dataset.many === "1";
  let rows = [];
  let at = -1;
  let asked = 0;
  let timer = 0;

  const last = () => (many ? field.value.slice(field.value.lastIndexOf(",") + 1) : field.value).trim();

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
    at = -1;
  }

  function point(to) {
    at = to;
    [...list.children].forEach((item, n) => {
      item.setAttribute("aria-selected", String(n === at));
      if (n === at) item.scrollIntoView({ block: "nearest" });
    });
    if (at >= 0) field.setAttribute("aria-activedescendant", list.children[at].id);
    else field.removeAttribute("aria-activedescendant");
  }

  function take(row) {
    if (opens) {
      location.assign(row.url);
      return;
    }
    const before = many ? field.value.slice(0, field.value.lastIndexOf(",") + 1) : "";
    field.value = many ? `${before}${before ? " " : ""}${row.key}` : row.key;
    close();
    field.focus();
  }

  function show() {
    list.replaceChildren(
      ...rows.map((row, n) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${n}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        const more = document.createElement("small");
        more.textContent = [row.kind, row.country, row.name].filter(Boolean).join(" · ");
        item.append(row.label, more);
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(row);
        });
        return item;
      }),
    );
    list.hidden = rows.length === 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    at = -1;
  }

  async function ask() {
    const text = last();
    const mine = ++asked;
    if (text.length < 2) {
      close();
      return;
    }
    const address = new URL(field.dataset.names, location.href);
    address.searchParams.set("q", text);
    address.searchParams.set("format", "json");
    if (field.dataset.kind) address.searchParams.set("kind", field.dataset.kind);
    try {
      const answer = await fetch(address);
      const found = answer.ok ? await answer.json() : [];
      if (mine !== asked) return;
      rows = found;
      show();
    } catch {
      close();
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") point((at + 1) % rows.length);
    else if (event.key === "ArrowUp") point((at - 1 + rows.length) % rows.length);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) take(rows[at]);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", () => setTimeout(close, 150));
}

for (const field of document.querySelectorAll("input[data-names]")) offer(field);
for (const field of document.querySelectorAll("input[readonly]")) field.addEventListener("focus", () => field.select());

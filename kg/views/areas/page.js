// Hover, focus, tap and arrow keys of a map of areas: the card shows what the row of the table says.
(() => {
  const card = document.getElementById("card");
  const hint = card.innerHTML;
  let held = null;

  /** @param {Element} panel @param {string} id */
  const rowOf = (panel, id) => [...panel.querySelectorAll("tbody tr")].find((row) => row.dataset.area === id);

  function mark(panel, id) {
    for (const old of document.querySelectorAll(".on")) old.classList.remove("on");
    const area = [...panel.querySelectorAll("[data-area].area")].find((each) => each.dataset.area === id);
    area?.classList.add("on");
    rowOf(panel, id)?.classList.add("on");
  }

  function show(panel, element) {
    const id = element.dataset.area;
    const row = rowOf(panel, id);
    const heads = [...panel.querySelectorAll("thead th")];
    card.textContent = "";
    const name = document.createElement("h2");
    name.textContent = row ? row.cells[0].textContent : element.getAttribute("aria-label");
    card.append(name);
    if (row) {
      const list = document.createElement("dl");
      for (const [at, cell] of [...row.cells].entries()) {
        if (at === 0 || !cell.textContent.trim()) continue;
        const term = document.createElement("dt");
        const said = document.createElement("dd");
        term.textContent = heads[at].textContent;
        said.textContent = cell.textContent;
        list.append(term, said);
      }
      card.append(list);
    }
    const sources = document.createElement("p");
    sources.className = "pale";
    sources.textContent = card.dataset.sources;
    card.append(sources);
    mark(panel, id);
  }

  function clear() {
    if (held) return show(held.closest(".panel"), held);
    card.innerHTML = hint;
    for (const old of document.querySelectorAll(".on")) old.classList.remove("on");
  }

  for (const panel of document.querySelectorAll(".panel")) {
    const rows = [...panel.querySelectorAll("tbody tr")].map((row) => row.dataset.area);
    const place = (each) => (rows.indexOf(each.dataset.area) + 1 || 1e6);
    const areas = [...panel.querySelectorAll(".area")].sort((a, b) => place(a) - place(b));
    areas.forEach((area, at) => {
      area.setAttribute("tabindex", at ? "-1" : "0");
      area.addEventListener("pointerenter", () => show(panel, area));
      area.addEventListener("pointerleave", clear);
      area.addEventListener("focus", () => {
        for (const each of areas) each.setAttribute("tabindex", each === area ? "0" : "-1");
        held = area;
        show(panel, area);
      });
      area.addEventListener("click", () => area.focus());
      area.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        if (event.key === "Escape") {
          held = null;
          area.blur();
          clear();
        }
        if (!step) return;
        event.preventDefault();
        areas[(at + step + areas.length) % areas.length].focus();
      });
    });
    for (const row of panel.querySelectorAll("tbody tr")) {
      row.addEventListener("click", () => areas.find((area) => area.dataset.area === row.dataset.area)?.focus());
      row.addEventListener("pointerenter", () => mark(panel, row.dataset.area));
      row.addEventListener("pointerleave", clear);
    }
  }
  for (const choice of document.querySelectorAll("input[name=period]")) {
    choice.addEventListener("change", () => {
      const before = held?.dataset.area;
      const panel = document.querySelectorAll(".panel")[Number(choice.value)];
      held = before ? [...panel.querySelectorAll(".area")].find((each) => each.dataset.area === before) || null : null;
      clear();
    });
  }
})();

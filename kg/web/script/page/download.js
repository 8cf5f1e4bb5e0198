// Downloads: the picture from here, the graph from the server.
import { query } from "./ask.js";
import { png } from "./canvas.js";
import { by, el } from "./elements.js";
import { config, state } from "./state.js";
import { svg } from "./svg.js";

/** @type {(blob: Blob | null, ending: string) => void} */
const save = (blob, ending) => {
  if (!blob) return;
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: `samkart.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

/** The addresses of the graph's files follow the steps. */
export const pointDownloads = () => {
  for (const link of by("network-download").querySelectorAll("a")) {
    const form = link.dataset.form ?? "";
    link.href = `${config.download}.${form}?${query({ steps: state.history.present.join(";") })}`;
  }
};

export const startDownload = () => {
  by("network-svg").addEventListener("click", () => save(new Blob([svg()], { type: "image/svg+xml" }), "svg"));
  by("network-png").addEventListener("click", async () => save(await png(), "png"));
  const menu = /** @type {HTMLDetailsElement} */ (by("network-download"));
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
};

// Downloads, the picture for paper, and the link to the view. PNG is the SVG drawn on a canvas.
import { fold } from "../pure/fold.js";
import { rememberNow } from "./address.js";
import { by, el, inLanguage, say, t } from "./elements.js";
import { data, state } from "./state.js";
import { makeSvg } from "./svg.js";

/** @type {(svg: string) => string} */
const address = (svg) => `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

/** @type {(ratio?: number) => Promise<Blob | null>} */
export const makePng = async (ratio = 2) => {
  const image = new Image();
  image.src = address(makeSvg());
  await image.decode();
  const canvas = el("canvas", { width: image.naturalWidth * ratio, height: image.naturalHeight * ratio });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => {
    canvas.toBlob(done, "image/png");
  });
};

/** @type {(blob: Blob | null, ending: string) => void} */
const save = (blob, ending) => {
  if (!blob) throw new Error("the browser made no picture");
  const name = fold(inLanguage(data.title)).replaceAll(" ", "-").slice(0, 80) || "map";
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: `${name}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

const copy = async () => {
  rememberNow();
  try {
    await navigator.clipboard.writeText(location.href);
    say(t("copied"));
  } catch {
    say(t("copy_failed"));
  }
};

export const startDownload = () => {
  const menu = /** @type {HTMLDetailsElement} */ (by("download"));
  const on = (/** @type {string} */ id, /** @type {() => unknown} */ act) =>
    by(id).addEventListener("click", async () => {
      menu.open = false;
      await act();
    });
  on("svg", () => save(new Blob([makeSvg()], { type: "image/svg+xml" }), "svg"));
  on("png", async () => save(await makePng(), "png"));
  on("print", () => window.print());
  on("copy", copy);
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) menu.open = false;
  });
  // On paper the picture is the SVG, in light colours
  addEventListener("beforeprint", () => {
    const dark = state.dark;
    const picture = /** @type {HTMLImageElement} */ (by("print-image"));
    state.dark = false;
    picture.src = address(makeSvg());
    picture.alt = inLanguage(data.title);
    state.dark = dark;
  });
};

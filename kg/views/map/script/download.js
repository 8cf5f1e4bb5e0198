"use strict";
// The present view as SVG, made here from the same data; PNG is that SVG drawn on a canvas.
Sk.escape = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

Sk.wrap = (text, px, width) => {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && Sk.textWidth(`${line} ${word}`, px) > width) { lines.push(line); line = word; }
    else line = line ? `${line} ${word}` : word;
  }
  return line ? [...lines, line] : lines;
};

Sk.svgNode = (node, [x, y], r, look) => {
  const hollow = node.key === Sk.MISSING, opacity = Sk.tone(node) === "dim" ? ' opacity="0.16"' : "";
  const paint = `fill="${hollow ? look.ground : node.colour}" stroke="${Sk.outlineOf(node.colour)}" stroke-width="${hollow ? 1.8 : 1.1}"${opacity}`;
  const corners = Sk.CORNERS[node.form];
  const title = `<title>${Sk.escape(Sk.nodeLabel(node))}</title>`;
  if (corners) return `<polygon points="${corners.map(([cx, cy]) => `${(x + cx * r).toFixed(1)},${(y + cy * r).toFixed(1)}`).join(" ")}" ${paint}>${title}</polygon>`;
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" ${paint}>${title}</circle>`;
};

Sk.svgLegend = (x, top) => {
  const parts = [], look = Sk.look();
  let y = top;
  const text = (words, dx, bold) => parts.push(`<text x="${x + dx}" y="${y}" dominant-baseline="middle" font-size="12"${bold ? ' font-weight="600"' : ""} fill="${look.ink}">${Sk.escape(words)}</text>`);
  const { legend } = Sk.data;
  const block = (title, entries, sign) => {
    text(title, 0, true);
    y += 20;
    for (const entry of entries) {
      parts.push(sign(entry, y));
      text(`${Sk.shorten(Sk.upper(Sk.inLanguage(entry.labels, entry.key)), 26)} (${Sk.count(entry.count)})`, 44);
      y += 18;
    }
    y += 8;
  };
  const shape = (entry, form, at) => Sk.svgNode({ ...entry, key: entry.key, form, label: Sk.inLanguage(entry.labels, entry.key) }, [x + 16, at], 6.5, look);
  const calm = Sk.focus;
  Sk.focus = { node: null, near: new Set() };
  if (legend.colours.length) block(Sk.t("colour", { what: Sk.fieldName(legend.colourBy) }), legend.colours, (entry, at) => shape(entry, "circle", at));
  if (legend.shapes.length > 1) block(Sk.t("shape"), legend.shapes, (entry, at) => shape(entry, entry.shape, at));
  if (legend.lines.length > 1) block(Sk.t("line"), legend.lines, (entry, at) => `<line x1="${x}" x2="${x + 34}" y1="${at}" y2="${at}" stroke="${look.ink}" stroke-width="2" stroke-dasharray="${entry.dash.join(" ") || "none"}"/>`);
  Sk.focus = calm;
  if (legend.sizeBy) text(Sk.t("size", { what: Sk.fieldName(legend.sizeBy) }), 0);
  return { markup: parts.join(""), height: y - top + 20 };
};

Sk.makeSvg = () => {
  const look = Sk.look(), [width, height] = Sk.size(), side = 285, top = 58, inside = [];
  const caption = Sk.wrap(Sk.by("caption").textContent, 11, width + side - 40), legend = Sk.svgLegend(width + 14, top + 16);
  const total = [width + side, top + Math.max(height, legend.height) + 22 + caption.length * 15];
  const scale = Sk.network.getScale(), middle = Sk.network.getViewPosition();
  if (Sk.state.layout === "geographic") {
    const rings = Sk.data.outline.map((ring) => {
      let path = "";
      for (let i = 0; i < ring.length; i += 2) path += `${i ? "L" : "M"}${((ring[i] - middle.x) * scale + width / 2).toFixed(1)} ${((ring[i + 1] - middle.y) * scale + height / 2).toFixed(1)}`;
      return `${path}Z`;
    });
    inside.push(`<path d="${rings.join("")}" fill="${look.land}" stroke="${look.border}" stroke-width="0.8"/>`);
  }
  for (const edge of [...Sk.edges].sort((a, b) => (Sk.edgeTone(a) === "hot") - (Sk.edgeTone(b) === "hot"))) {
    if (!edge.visible) continue;
    const [[x1, y1], [x2, y2]] = Sk.ends(edge).map(Sk.toScreen);
    const [, rgb, alpha] = /^rgba\((.*),([\d.]+)\)$/.exec(Sk.edgeStyle(Sk.edgeTone(edge)));
    const stroke = `stroke="rgb(${rgb})" stroke-opacity="${alpha}"`;
    inside.push(`<line x1="${x1.toFixed(1)}" y1="${y1.toFixed(1)}" x2="${x2.toFixed(1)}" y2="${y2.toFixed(1)}" ${stroke} stroke-width="${(edge.width * Sk.zoom.line).toFixed(2)}"${edge.dashes.length ? ` stroke-dasharray="${edge.dashes.join(" ")}"` : ""}/>`);
  }
  for (const node of [...Sk.ranked].reverse()) if (node.visible) inside.push(Sk.svgNode(node, Sk.toScreen(node), Sk.radius(node), look));
  for (const { text, px, x, y } of Sk.placeLabels(Sk.ranked.filter((node) => node.visible), Sk.toScreen, [width, height])) {
    inside.push(`<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" dominant-baseline="middle" font-size="${px}" font-weight="500" fill="${look.ink}" stroke="${look.ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${Sk.escape(text)}</text>`);
  }
  const words = caption.map((line, i) => `<text x="20" y="${top + Math.max(height, legend.height) + 18 + i * 15}" font-size="11" fill="${look.faint}">${Sk.escape(line)}</text>`).join("");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${total[0]}" height="${total[1]}" viewBox="0 0 ${total.join(" ")}" font-family="${Sk.escape(Sk.FACE)}">`,
    `<rect width="100%" height="100%" fill="${look.ground}"/>`,
    `<text x="20" y="36" font-size="22" font-weight="600" fill="${look.ink}">${Sk.escape(Sk.inLanguage(Sk.data.title))}</text>`,
    `<svg x="0" y="${top}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside.join("")}</svg>`,
    legend.markup, words, "</svg>",
  ].join("\n");
};

Sk.makePng = async (ratio = 2) => {
  const svg = Sk.makeSvg(), image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = Sk.el("canvas", { width: image.naturalWidth * ratio, height: image.naturalHeight * ratio });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
};

Sk.save = (blob, ending) => {
  const name = Sk.fold(Sk.inLanguage(Sk.data.title)).replaceAll(" ", "-").slice(0, 80) || "map";
  const url = URL.createObjectURL(blob), link = Sk.el("a", { href: url, download: `${name}.${ending}` });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};

Sk.startDownload = () => {
  const closed = (act) => async () => { Sk.by("download").open = false; await act(); };
  Sk.by("svg").addEventListener("click", closed(() => Sk.save(new Blob([Sk.makeSvg()], { type: "image/svg+xml" }), "svg")));
  Sk.by("png").addEventListener("click", closed(async () => Sk.save(await Sk.makePng(), "png")));
  Sk.by("print").addEventListener("click", closed(() => window.print()));
  Sk.by("copy").addEventListener("click", closed(async () => {
    Sk.rememberNow();
    try { await navigator.clipboard.writeText(location.href); Sk.say(Sk.t("copied")); }
    catch { Sk.say(Sk.t("copy_failed")); }
  }));
  Sk.by("download").addEventListener("focusout", (event) => {
    if (!Sk.by("download").contains(event.relatedTarget)) Sk.by("download").open = false;
  });
  // On paper the picture is the SVG, in light colours
  addEventListener("beforeprint", () => {
    const dark = Sk.state.dark;
    Sk.state.dark = false;
    Sk.by("print-image").src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(Sk.makeSvg())}`;
    Sk.by("print-image").alt = Sk.inLanguage(Sk.data.title);
    Sk.state.dark = dark;
  });
};

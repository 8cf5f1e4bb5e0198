// Text in SVG: escaped, and broken into lines.

/**
 * A text as it may stand in XML, also between quotes; control characters, which XML forbids, are dropped.
 *
 * @type {(text: string) => string}
 */
export const escaped = (text) =>
  text
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is dropped
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");

/**
 * The lines of a text, broken at spaces so that none is wider than `most`; a word that is wider stands alone.
 *
 * @type {(text: string, most: number, width: (text: string) => number) => string[]}
 */
export const wrap = (text, most, width) => {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && width(`${line} ${word}`) > most) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return line ? [...lines, line] : lines;
};

// How names are compared: case, accents, punctuation and the spellings of æ, ø, å do not count (as kg.ids.fold).

/** @type {Record<string, string>} */
const FOLDED = { æ: "a", ø: "o", å: "a", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", ŋ: "n", ŧ: "t", ı: "i", œ: "o" };

/** @type {(text: string) => string} */
export const fold = (text) =>
  (
    text
      .toLowerCase()
      .replace(/[æøåßđðþłŋŧıœ]/g, (letter) => FOLDED[letter])
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .replace(/a[ae]/g, "a")
      .replaceAll("oe", "o")
      .replaceAll("ue", "u")
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(" ");

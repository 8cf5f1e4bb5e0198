"use strict";
// How names are compared: case, accents, punctuation and the spellings of æ, ø, å do not count (as kg.ids.fold).
Sk.FOLDED = { æ: "a", ø: "o", å: "a", ß: "ss", đ: "d", ð: "d", þ: "th", ł: "l", ŋ: "n", ŧ: "t", ı: "i", œ: "o" };

Sk.fold = (text) =>
  (text.toLowerCase()
    .replace(/[æøåßđðþłŋŧıœ]/g, (letter) => Sk.FOLDED[letter])
    .normalize("NFKD").replace(/\p{M}/gu, "")
    .replace(/a[ae]/g, "a").replaceAll("oe", "o").replaceAll("ue", "u")
    .match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

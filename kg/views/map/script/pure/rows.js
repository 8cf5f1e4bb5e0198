// Rows of the table in order.

/** @typedef {string | number | null | undefined} Value */

/** @type {(value: Value) => boolean} */
export const isEmpty = (value) => value === undefined || value === null || value === "";

/**
 * Rows by a value, upwards (`way` 1) or downwards (-1), those without one last either way; among equals by name.
 *
 * @type {<R>(rows: R[], by: { value: (row: R) => Value, name: (row: R) => Value, way: number, lang: string }) => R[]}
 */
export const inOrder = (rows, { value, name, way, lang }) => {
  const collator = new Intl.Collator(lang === "en" ? "en" : "nb");
  const text = (/** @type {Value} */ of) => String(of ?? "");
  return rows
    .map((row) => ({ row, key: value(row) }))
    .sort(
      ({ key: a, row: one }, { key: b, row: other }) =>
        Number(isEmpty(a)) - Number(isEmpty(b)) ||
        way * (typeof a === "number" && typeof b === "number" ? a - b : collator.compare(text(a), text(b))) ||
        collator.compare(text(name(one)), text(name(other))),
    )
    .map(({ row }) => row);
};

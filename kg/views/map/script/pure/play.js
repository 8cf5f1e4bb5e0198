// Going through the years of a map, one at a time.

/** @import {Years} from "../types" */

/** Years in which nothing moves but the year: how long each is shown, in seconds, at speed 1. */
export const SECONDS = 1.6;
/** The speeds that can be chosen. */
export const SPEEDS = [0.5, 1, 2, 4];

/**
 * The one year that is shown; null where several are, or all.
 *
 * @type {(years: Years | null) => number | null}
 */
export const yearOf = (years) => (years && years[0] === years[1] ? years[0] : null);

/**
 * The year so many steps from one, within those of the map. From no year in particular the first is the next one, and
 * the last the one before.
 *
 * @type {(year: number | null, all: Years, step: number) => number}
 */
export const stepped = (year, all, step) => {
  if (year === null) return step > 0 ? all[0] : all[1];
  return Math.min(all[1], Math.max(all[0], year + step));
};

/**
 * A speed as an address names it; null for what is none.
 *
 * @type {(text: string | null) => number | null}
 */
export const speedOf = (text) => SPEEDS.find((speed) => String(speed) === text) ?? null;

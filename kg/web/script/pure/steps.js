// Steps as they stand in the address (kg/web/network/steps.py tells how they are written), and their undoing.

/** Behind a mark of an address these need no escape, so that an address can be read. */
const READABLE = { "%2F": "/", "%3B": ";", "%21": "!", "%3A": ":", "%2C": ",", "%3D": "=" };

/** @type {(text: string) => string} */
export const escaped = (text) =>
  encodeURIComponent(text).replace(/%2F|%3B|%21|%3A|%2C|%3D/g, (code) => READABLE[/** @type {"%2F"} */ (code)]);

/** @type {(text: string | null) => string[]} */
export const readSteps = (text) => (text ?? "").split(";").filter(Boolean);

/**
 * An expansion; what is as usual is left out.
 *
 * @type {(thing: string, kind: string, options: Record<string, string>) => string}
 */
export const expansion = (thing, kind, options) =>
  [
    thing,
    kind,
    ...Object.entries(options)
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}=${value}`),
  ].join("!");

/** @type {(step: string) => string} */
export const thingOf = (step) => step.replace(/^-/, "").split("!")[0];

/** @type {(step: string) => string} */
export const kindOf = (step) => (step.startsWith("-") ? "-" : (step.split("!")[1] ?? ""));

/**
 * Steps with one more. One that opens the same connection anew takes the place of the former.
 *
 * @type {(steps: string[], step: string) => string[]}
 */
export const withStep = (steps, step) => {
  const same = (/** @type {string} */ other) => thingOf(other) === thingOf(step) && kindOf(other) === kindOf(step);
  return kindOf(step) === "-" ? [...steps, step] : [...steps.filter((other) => !same(other)), step];
};

/**
 * Steps without what a thing was opened to (collapsed); what one went on from stays, as it has steps of its own.
 *
 * @type {(steps: string[], thing: string) => string[]}
 */
export const collapsed = (steps, thing) => {
  const kept = steps.filter((step) => thingOf(step) !== thing || kindOf(step) === "-" || !kindOf(step));
  return kept.includes(thing) ? kept : [...kept, thing];
};

/** What was done and undone: lists of steps before and after the present one. */
export class History {
  /** @param {string[]} present */
  constructor(present) {
    /** @type {string[][]} */
    this.past = [];
    /** @type {string[][]} */
    this.future = [];
    this.present = present;
  }

  /** @param {string[]} steps */
  go(steps) {
    this.past.push(this.present);
    this.present = steps;
    this.future = [];
  }

  /** Is there anything to undo? If so it is undone. */
  undo() {
    const before = this.past.pop();
    if (!before) return false;
    this.future.push(this.present);
    this.present = before;
    return true;
  }

  redo() {
    const after = this.future.pop();
    if (!after) return false;
    this.past.push(this.present);
    this.present = after;
    return true;
  }
}

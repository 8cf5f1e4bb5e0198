// What the page asks the server for. The newest question of a kind ends the one before.
import { escaped } from "../pure/steps.js";
import { say, t } from "./elements.js";
import { config } from "./state.js";

/** @type {Map<string, AbortController>} */
const running = new Map();

/** @type {(parameters: Record<string, string>) => string} */
export const query = (parameters) =>
  Object.entries({ ...parameters, at: config.at })
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${escaped(value)}`)
    .join("&");

/**
 * The answer to a question; null where it was overtaken by a newer one or failed, which is told.
 *
 * @template Answer
 * @param {string} verb
 * @param {Record<string, string>} parameters
 * @returns {Promise<Answer | null>}
 */
export const ask = async (verb, parameters) => {
  running.get(verb)?.abort();
  const control = new AbortController();
  running.set(verb, control);
  try {
    const answer = await fetch(`${config.data}?${query({ do: verb, ...parameters })}`, { signal: control.signal });
    if (!answer.ok) throw new Error(String(answer.status));
    return await answer.json();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) {
      console.warn(error);
      say(t("failed"));
    }
    return null;
  } finally {
    if (running.get(verb) === control) running.delete(verb);
  }
};

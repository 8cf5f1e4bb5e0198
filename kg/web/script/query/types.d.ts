// What the SPARQL page is given by kg/web/pages/sparql.py, and what is passed between its two scripts.

export type Labels = Record<string, string>;

export interface Config {
  /** Where queries are asked; empty where the site has no endpoint of its own: then the form is sent. */
  endpoint: string;
  /** The address of this page with a query behind it. */
  page: string;
  terms: string;
  /** What is put before the path of a page. */
  pages: string;
  /** The address of the script of the editor. */
  editor: string;
  language: string;
  prefixes: Labels;
  bases: { things: string; concepts: string; sources: string };
  /** Rows and letters of an answer that are shown. */
  rows: number;
  letters: number;
  text: Labels;
}

/** A class, a property or a concept that a query can name (kg/web/editor/vocabulary.py). */
export interface Term {
  iri: string;
  /** With a prefix; empty where none fits. */
  name: string;
  kind: "class" | "property" | "concept";
  count: number | null;
  labels: Labels;
}

/** Something that is offered while somebody types: what is put in, what is told of it. */
export interface Offer {
  name: string;
  kind: string;
  detail: string;
  iri: string;
}

/** A term of an answer, as SPARQL 1.1 Query Results JSON has it. */
export interface Value {
  type: string;
  value: string | Record<string, Value>;
  datatype?: string;
  "xml:lang"?: string;
}

export interface Results {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, Value>[] };
}

export interface Cell {
  text: string;
  href: string;
  away: boolean;
  numeric: boolean;
}

export interface Options {
  config: Config;
  label: string;
  run: () => void;
  changed: (text: string) => void;
}

export interface Editor {
  text: () => string;
  set: (text: string) => void;
  focus: () => void;
  /** Mark a place, counted from 1, and say what is wrong there. */
  mark: (line: number, column: number, message: string) => void;
}

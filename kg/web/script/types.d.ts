// What the page is given by kg/web/network/page.py and answers.py, and what the scripts make of it.

export type Labels = Record<string, string>;
export type Years = [number, number];
/** x, y */
export type Point = [number, number];

export interface Config {
  lang: string;
  /** Where data are asked for, and where downloads begin (`.gexf` … is put behind). */
  data: string;
  download: string;
  /** What is put before the path of a page. */
  pages: string;
  at: string;
  text: Labels;
  kinds: Labels;
  strengths: Labels;
  certainties: Labels;
  roles: Labels;
  colours: Record<string, string>;
  outlines: Record<string, [string, string]>;
  shapes: Record<string, string>;
  dashes: Record<string, number[]>;
  reportedDash: number[];
  usual: number;
  most: number;
}

export interface NetNode {
  id: string;
  label: string;
  type: string;
  kind: string;
  kind_label: string;
  country: string;
  level: string;
  page: string;
  step: number;
}

export interface NetEdge {
  id: string;
  from: string;
  to: string;
  kind: string;
  kinds: string[];
  count: number;
  start: string;
  end: string;
  as_of: string;
  held_from: string;
  held_until: string;
  certainty: string;
  known_by: string;
  reported: boolean;
  role: string;
  themes: string[];
  ties: string[];
  tie_count: number;
  step: number;
}

export interface Picture {
  at: string;
  nodes: NetNode[];
  edges: NetEdge[];
  steps: { step: string; all: number; left: number }[];
  countries: Labels;
  themes: Labels;
}

export interface Connection {
  kind: string;
  label: string;
  count: number;
  /** For how many it holds for sure; null where no tie joins them, but a plain fact. */
  held: number | null;
  reported: number;
}

/** A node where it lies, in the picture's own units. */
export interface Placed extends NetNode {
  x: number;
  y: number;
  fx?: number | null;
  fy?: number | null;
  vx?: number;
  vy?: number;
  visible: boolean;
  /** Ties shown, and the place in the order of importance (0 first). */
  degree: number;
  rank: number;
  font: number;
}

export interface Line extends NetEdge {
  a: Placed;
  b: Placed;
  visible: boolean;
}

export interface Filters {
  /** What is put out. */
  kinds: Set<string>;
  certainty: Set<string>;
  /** What is asked for; empty asks for all. */
  country: Set<string>;
  theme: Set<string>;
  reported: boolean;
  undated: boolean;
  years: Years | null;
}

export interface Shown {
  steps: string[];
  filters: Filters;
  view: "map" | "table";
  selected: string | null;
}

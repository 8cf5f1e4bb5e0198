// What the page is given by kg/views/map/data.py and pyvis.py, and what the scripts make of it.

/** Language → text. */
export type Labels = Record<string, string>;
export type LayoutName = "force" | "geographic";
export type Tone = "plain" | "hot" | "dim";
/** x, y */
export type Point = [number, number];
/** left, top, right, bottom */
export type Box = [number, number, number, number];
/** First and last year of a tie; null where it is not known or goes on. */
export type Span = [number | null, number | null];
/** The earlier period of a comparison, or the later. */
export type Panel = 0 | 1;
/** What became of something between two periods. */
export type EdgeChange = "new" | "lost" | "kept";
export type NodeChange = "entered" | "left" | "stayed";
/** First and last year that are asked for. */
export type Years = [number, number];

export interface Tie {
  kind?: string;
  label?: string;
  start?: string;
  end?: string;
  as_of?: string;
  /** The first and the last day on which it can have held, and one of the four words for the time asked for. */
  held_from?: string;
  held_until?: string;
  certainty?: string;
  /** How strong the best of its sources is; `scraped` is reported only. */
  known_by?: string;
  /** Why `held_until` is its last day, where neither side's own end says so. */
  end_reason?: string;
  status?: string;
  role?: string;
  /** How it stands on the day of the map of an ego network: `current`, `scraped` or `ended`. */
  standing?: string;
  /** Places in `PageData.sources`. */
  sources?: number[];
}

export interface RawEdge {
  from: string;
  to: string;
  weight?: number;
  kinds?: string[];
  first?: number;
  last?: number;
  open?: boolean;
  count?: number;
  known_by?: string;
  /** In a comparison: what became of it, its weight in each period, and whether it only may have held in each. */
  change?: EdgeChange;
  weightIn?: [number, number];
  doubt?: [boolean, boolean];
  ties?: Tie[];
  /** On the map of an ego network: is it one of the ego's own, and how does it stand? */
  own?: boolean;
  standing?: string;
  /** Where edges stand out more or less: the p-value, and the first stop of the slider at which it is there. */
  p?: number;
  stop?: number;
  /** The kind of tie that it mostly rests on. */
  kind?: string;
}

/** An edge as it is drawn, without its nodes. */
export type DrawnLine = RawEdge & { width: number; dashes: number[]; faint?: boolean };

/** An edge with its nodes; of `others` one end at least is not drawn. */
export interface Edge extends RawEdge {
  kinds: string[];
  ties: Tie[];
  a: NodeRecord;
  b: NodeRecord;
  visible: boolean;
  /** Set by the filters on drawn edges. */
  fits?: boolean;
}

export interface DrawnEdge extends Edge {
  a: DrawnNode;
  b: DrawnNode;
  width: number;
  dashes: number[];
  faint?: boolean;
}

export type FacetName = "tie" | "themes" | "programmes" | "country" | "level" | "kind" | "community";
export interface Option {
  key: string;
  count: number;
}
export type Facets = Partial<Record<FacetName, Option[]>>;

/** What is known of a node; what is not known is not there. */
export interface RawRecord {
  id: string;
  label: string;
  labels?: Labels;
  alt?: string[];
  type?: string;
  kind?: string;
  country?: string;
  level?: string;
  community?: string;
  themes?: string[];
  programmes?: string[];
  ties?: number;
  start?: string;
  end?: string;
  homepage?: string;
  measures?: Record<string, number>;
  /** In a comparison: what became of it, and its number of ties in each period. */
  change?: NodeChange;
  tiesIn?: [number, number];
  /** The community that the node is drawn as a part of. */
  of?: string;
  drawn?: false;
  /** On the map of an ego network: what the node is to the ego, its place among close partners, how many of each kind
   * of tie the two have in common, and what the node is folded behind. */
  side?: "ego" | "partner" | "hub" | "member" | "fold";
  rank?: number;
  counts?: Record<string, number>;
  folds?: string[];
  /** How many are behind it that are not drawn even when it is opened. */
  beyond?: number;
  /** A shorter name, for the picture, and what is written under it. */
  short?: string;
  told?: Labels;
}

export interface NodeRecord extends RawRecord {
  edges: Edge[];
  /** How many edges it has in the network, where these stand out more or less. */
  degree?: number;
  visible?: boolean;
}

/** A node of the picture: its record with its look and its places, in the map's own units. */
export interface DrawnNode extends NodeRecord {
  form: string;
  size: number;
  colour: string;
  key: string;
  rank: number;
  font: number;
  home: Point;
  place: Point | null;
  x: number;
  y: number;
  visible: boolean;
  /** Is the picture about it? */
  marked?: boolean;
  /** Would the filters show it, if it were not folded? */
  fits?: boolean;
  /** How many are folded behind it. */
  more?: number;
  /** As the canvas was last told. */
  wasVisible?: boolean;
}

/** A node as pyvis writes it. */
export interface RawNode {
  id: string;
  shape: string;
  size: number;
  color: string;
  key: string;
  rank: number;
  text: number;
  x: number;
  y: number;
  marked?: boolean;
}

export interface LegendEntry {
  key: string;
  labels: Labels;
  colour: string;
  count: number;
  shape: string;
  dash: number[];
}

export interface Legend {
  colourBy: string;
  sizeBy: string;
  names: Record<string, Labels>;
  colours: LegendEntry[];
  shapes: LegendEntry[];
  lines: LegendEntry[];
  ramp: { low: number; middle: number; high: number; colours: string[]; missing: number } | null;
}

/** Places of both ends in `records`, weight, p-value, width, place in `whats`. */
export type EdgeRow = [number, number, number, number, number, number];

/** A stop of the slider; it has the edges of all stops before it too. */
export interface Stop {
  level: number;
  /** How many edges are there, and what the caption says of it. */
  edges: number;
  lines: Record<string, string[]>;
  rows: EdgeRow[];
}

/** The edges of a one-mode network by how they stand out. */
export interface Backbone {
  /** The place of the stop at first. */
  first: number;
  /** How many edges the network has, be they held here or not. */
  of: number;
  /** Place in `records` → how many edges it has, be they held here or not; none are not there. */
  degrees: Record<string, number>;
  stops: Stop[];
  whats: (Omit<RawEdge, "from" | "to" | "ties"> & { dashes: number[]; ties: number[] })[];
  ties: Tie[];
}

/** A view of a walk: its state as an address has it, and how far it is zoomed in (1: all is seen). */
export interface View {
  title: string;
  text: string;
  address: string;
  zoom: number | null;
}

export interface PageData {
  lang: string;
  languages: string[];
  title: Labels;
  how: "all" | "communities" | "strongest" | "ego";
  /** What the legend of lines has put out at first. */
  off?: string[];
  /** Sentences on what is not drawn and not held, by language. */
  folded: Record<string, string[]>;
  layout: LayoutName;
  all: number;
  allEdges: number;
  records: RawRecord[];
  /** Edges of nodes that are not drawn. */
  more: RawEdge[];
  places: Record<string, Point>;
  labels: Record<string, Record<string, Labels>>;
  legend: Legend;
  /** Fill → outline on light and on dark ground. */
  outlines: Record<string, [string, string]>;
  grounds: [string, string];
  caption: Record<string, string[]>;
  backbone: Backbone | null;
  measures: Record<string, Labels>;
  /** Title and URL. */
  sources: [string, string][];
  text: Record<string, Record<string, string>>;
  /** What the two periods are called; null where the page is no comparison. */
  periods: [string, string] | null;
  views: View[];
  /** Rings of x, y, x, y … */
  outline: number[][];
}

export interface Held {
  data: PageData;
  nodes: RawNode[];
  edges: DrawnLine[];
}

export interface Graph {
  records: Map<string, NodeRecord>;
  /** Those that are drawn. */
  nodes: Map<string, DrawnNode>;
  edges: DrawnEdge[];
  others: Edge[];
  /** Drawn nodes, the most important first. */
  ranked: DrawnNode[];
  facets: Facets;
  /** First and last year of any drawn tie; null where they are one or none. */
  years: Years | null;
  /** How many periods of drawn ties have no year at all. */
  undated: number;
  /** The stop of the slider at first; null where there is none. */
  stop: number | null;
}

export interface Filters {
  layout: LayoutName;
  isolate: string | null;
  hidden: Set<string>;
  years: Years | null;
  undated: boolean;
  /** The stop of the slider; null: as at first. */
  stop: number | null;
  /** What is asked for; an empty set asks for all. */
  facets: Record<FacetName, Set<string>>;
  /** What the legend has put out. */
  off: { group: Set<string>; type: Set<string>; tie: Set<string> };
  /** The nodes whose folded ones are shown. */
  opened: Set<string>;
}

export interface State extends Filters {
  lang: string;
  /** null: as the reader's system has it. */
  dark: boolean | null;
  view: "map" | "table";
  physics: boolean;
  selected: string | null;
  /** Nodes that a view stresses beside the one that is selected. */
  marked: Set<string>;
  /** How fast years go by when the map is played; null where the player is put away. */
  speed: number | null;
  /** The record whose card is open; the node that stands for it is `selected`. */
  card: string | null;
}

export interface PlacedLabel {
  node: DrawnNode;
  text: string;
  px: number;
  /** What is written under it, and how large. */
  under: string;
  small: number;
  box: Box;
  x: number;
  y: number;
  dx: number;
  dy: number;
}

// The part of vis-network (its script stands in the page before ours) that the map uses.

interface View {
  x: number;
  y: number;
}

/** What an event of the mouse or of fingers brings along. */
export interface VisEvent {
  nodes: string[];
}

export interface VisHover {
  node: string;
  event: { clientX?: number; clientY?: number; center?: View };
}

export interface VisNetwork {
  getScale(): number;
  getViewPosition(): View;
  getPositions(): Record<string, View>;
  getPosition(id: string): View;
  moveTo(goal: {
    position?: View;
    scale?: number;
    animation?: false | { duration: number; easingFunction: string };
  }): void;
  redraw(): void;
  setOptions(options: object): void;
  stopSimulation(): void;
  unselectAll(): void;
  on(event: "beforeDrawing" | "afterDrawing", act: (ctx: CanvasRenderingContext2D) => void): void;
  on(event: "dragStart" | "click" | "doubleClick", act: (what: VisEvent) => void): void;
  on(event: "hoverNode", act: (what: VisHover) => void): void;
  on(event: "dragging" | "dragEnd" | "zoom" | "animationFinished" | "blurNode" | "resize", act: () => void): void;
}

export interface VisDataSet {
  update(items: object[]): void;
}

/** What vis-network hands over to draw a node of its own making. */
export interface CustomNode {
  ctx: CanvasRenderingContext2D;
  id: string;
  x: number;
  y: number;
  state: { hover: boolean };
}

export interface Look {
  ground: string;
  ink: string;
  faint: string;
  edge: string;
  accent: string;
  hot: string;
  land: string;
  border: string;
}

export type Child = string | Node | null | undefined;
type Value = string | number | boolean | null | undefined;
export interface Attributes {
  [name: string]: Value | ((event: never) => unknown);
  onclick?: (event: MouseEvent) => unknown;
  onmousedown?: (event: MouseEvent) => unknown;
  oninput?: (event: Event) => unknown;
}

declare global {
  const vis: {
    DataSet: new (items: object[]) => VisDataSet;
    Network: new (place: HTMLElement, data: { nodes: VisDataSet; edges: VisDataSet }, options: object) => VisNetwork;
  };
}

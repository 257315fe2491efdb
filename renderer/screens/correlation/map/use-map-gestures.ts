import { type RefObject, useEffect, useRef } from "react";
import { limited, mapPlace, type Viewport, type ViewSize, wholeMap, zoomedAt } from "./viewport.ts";

/** A place on the map in cells. */
export interface MapPlace {
  readonly x: number;
  readonly y: number;
}

/** A square region of the map in cells, ends included. */
export interface MapRegion {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

/** What is shown of the map. It changes with every move of the pointer, so it is no state of a component. */
export interface MapState {
  view: Viewport;
  size: ViewSize;
  /** The cell under the pointer. */
  hover: MapPlace | null;
  /** What is brushed. */
  region: MapRegion | null;
}

export interface MapGestures {
  readonly state: RefObject<MapState>;
  readonly cells: number;
  /** The view changed: draw again. */
  readonly changed: () => void;
  readonly hovered: (place: MapPlace | null) => void;
  /** While brushing and at its end. */
  readonly brushed: (region: MapRegion | null, done: boolean) => void;
}

/**
 * Wheel zooms at the pointer, dragging moves, Shift and dragging brushes, a double click zooms in; arrows, + - and 0 do the
 * same from the keyboard, Shift and arrows brush from the middle of the view.
 */
export function useMapGestures(canvas: RefObject<HTMLCanvasElement | null>, gestures: MapGestures): void {
  const latest = useRef(gestures);
  latest.current = gestures;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const ended = new AbortController();
    const listeners = {
      ...pointerListeners(element, latest),
      keydown: (event: KeyboardEvent) => onKey(event, latest.current),
    };
    for (const [name, listener] of Object.entries(listeners)) {
      element.addEventListener(name, listener as EventListener, { passive: false, signal: ended.signal });
    }
    return () => ended.abort();
  }, [canvas]);
}

/** Shows another part of the map, within what there is. */
function show({ state, cells, changed }: MapGestures, view: Viewport): void {
  state.current.view = limited(view, cells, state.current.size);
  changed();
}

function zoom(gestures: MapGestures, x: number, y: number, factor: number): void {
  const { view, size } = gestures.state.current;
  show(gestures, zoomedAt(view, gestures.cells, size, x, y, factor));
}

/** Listeners that share what the pointer began with. */
function pointerListeners(element: HTMLElement, latest: RefObject<MapGestures>) {
  let drag: { x: number; y: number; from: Viewport } | null = null;
  let brush: MapPlace | null = null;
  // offsetX is in the element's own pixels, whatever the zoom of the window.
  const place = (event: MouseEvent): MapPlace => {
    const { view, size } = latest.current.state.current;
    return mapPlace(view, size, event.offsetX, event.offsetY);
  };
  const region = (event: MouseEvent): MapRegion => {
    const to = place(event);
    return regionBetween(brush ?? to, to, latest.current.cells);
  };
  return {
    wheel(event: WheelEvent) {
      event.preventDefault();
      zoom(latest.current, event.offsetX, event.offsetY, 2 ** (-event.deltaY / 240));
    },
    dblclick: (event: MouseEvent) => zoom(latest.current, event.offsetX, event.offsetY, 3),
    pointerdown(event: PointerEvent) {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      if (event.shiftKey) brush = place(event);
      else drag = { x: event.offsetX, y: event.offsetY, from: latest.current.state.current.view };
    },
    pointermove(event: PointerEvent) {
      if (brush) latest.current.brushed(region(event), false);
      else if (drag) {
        const { scale, centerX, centerY } = drag.from;
        show(latest.current, {
          scale,
          centerX: centerX - (event.offsetX - drag.x) / scale,
          centerY: centerY - (event.offsetY - drag.y) / scale,
        });
      } else latest.current.hovered(place(event));
    },
    pointerup(event: PointerEvent) {
      if (brush) latest.current.brushed(region(event), true);
      brush = null;
      drag = null;
    },
    pointerleave: () => latest.current.hovered(null),
  };
}

function regionBetween(from: MapPlace, to: MapPlace, cells: number): MapRegion {
  const cell = (value: number) => Math.min(cells - 1, Math.max(0, Math.floor(value)));
  return {
    x0: cell(Math.min(from.x, to.x)),
    x1: cell(Math.max(from.x, to.x)),
    y0: cell(Math.min(from.y, to.y)),
    y1: cell(Math.max(from.y, to.y)),
  };
}

const arrows: Readonly<Record<string, readonly [right: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const zooms: Readonly<Record<string, number>> = { "+": 1.5, "=": 1.5, "-": 1 / 1.5 };

function onKey(event: KeyboardEvent, gestures: MapGestures): void {
  const { view, size } = gestures.state.current;
  const arrow = arrows[event.key];
  const factor = zooms[event.key];
  if (arrow && event.shiftKey) gestures.brushed(grownRegion(gestures, arrow), true);
  else if (arrow) {
    const step = 80 / view.scale;
    const [right, down] = arrow;
    show(gestures, { ...view, centerX: view.centerX + right * step, centerY: view.centerY + down * step });
  } else if (factor !== undefined) zoom(gestures, size.width / 2, size.height / 2, factor);
  else if (event.key === "0") show(gestures, wholeMap(gestures.cells, size));
  else if (event.key === "Escape") gestures.brushed(null, true);
  else return;
  event.preventDefault();
}

/** The brushed region with its far corner moved by a twentieth of the view; without one a small one in the middle. */
function grownRegion(
  { state, cells }: MapGestures,
  [right, down]: readonly [right: number, down: number],
): MapRegion {
  const { size, region, view } = state.current;
  const step = Math.max(1, Math.round(Math.min(size.width, size.height) / view.scale / 20));
  const [x, y] = [Math.floor(view.centerX), Math.floor(view.centerY)];
  const from = region ?? { x0: x, y0: y, x1: x, y1: y };
  const within = (value: number, low: number) => Math.min(cells - 1, Math.max(low, value));
  return { ...from, x1: within(from.x1 + right * step, from.x0), y1: within(from.y1 + down * step, from.y0) };
}

import { type RefObject, useEffect, useRef } from "react";
import { limited, mapPlace, type Viewport, type ViewSize, wholeMap, zoomedAt } from "./viewport.ts";

/** A square region of the map in cells, ends included. */
export interface MapRegion {
  readonly x0: number;
  readonly x1: number;
  readonly y0: number;
  readonly y1: number;
}

export interface MapGestures {
  readonly view: RefObject<Viewport>;
  readonly size: RefObject<ViewSize>;
  readonly cells: number;
  /** The view changed: draw again. */
  readonly changed: () => void;
  readonly hovered: (place: { x: number; y: number } | null) => void;
  /** While brushing and at its end. */
  readonly brushed: (region: MapRegion | null, done: boolean) => void;
  readonly region: RefObject<MapRegion | null>;
}

const growth: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The brushed region with its far corner moved by a twentieth of the view; without one a small one in the middle. */
function grownRegion(
  { region, view, size, cells }: MapGestures,
  [right, down]: readonly [number, number],
): MapRegion {
  const { scale, centerX, centerY } = view.current;
  const step = Math.max(1, Math.round(Math.min(size.current.width, size.current.height) / scale / 20));
  const [x, y] = [Math.floor(centerX), Math.floor(centerY)];
  const from = region.current ?? { x0: x, y0: y, x1: x, y1: y };
  const within = (value: number, low: number) => Math.min(cells - 1, Math.max(low, value));
  return { ...from, x1: within(from.x1 + right * step, from.x0), y1: within(from.y1 + down * step, from.y0) };
}

/**
 * Wheel zooms at the pointer, dragging moves, Shift and dragging brushes, a double click zooms in; arrows, + - and 0 do the same
 * from the keyboard, Shift and arrows brush from the middle of the view.
 */
export function useMapGestures(canvas: RefObject<HTMLCanvasElement | null>, gestures: MapGestures): void {
  const latest = useRef(gestures);
  latest.current = gestures;

  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let drag: { x: number; y: number; from: Viewport } | null = null;
    let brush: { x: number; y: number } | null = null;
    const point = (event: MouseEvent) => {
      // offsetX is in the element's own pixels, whatever the zoom of the window.
      return { x: event.offsetX, y: event.offsetY };
    };
    const set = (view: Viewport) => {
      const { cells, size } = latest.current;
      latest.current.view.current = limited(view, cells, size.current);
      latest.current.changed();
    };
    const zoom = (x: number, y: number, factor: number) => {
      const { view, cells, size } = latest.current;
      set(zoomedAt(view.current, cells, size.current, x, y, factor));
    };
    const place = (event: MouseEvent) => {
      const { view, size } = latest.current;
      const at = point(event);
      return mapPlace(view.current, size.current, at.x, at.y);
    };
    const region = (event: MouseEvent): MapRegion => {
      const { cells } = latest.current;
      const to = place(event);
      const from = brush ?? to;
      const cell = (value: number) => Math.min(cells - 1, Math.max(0, Math.floor(value)));
      return {
        x0: cell(Math.min(from.x, to.x)),
        x1: cell(Math.max(from.x, to.x)),
        y0: cell(Math.min(from.y, to.y)),
        y1: cell(Math.max(from.y, to.y)),
      };
    };

    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const at = point(event);
      zoom(at.x, at.y, 2 ** (-event.deltaY / 240));
    };
    const onDown = (event: PointerEvent) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      if (event.shiftKey) brush = place(event);
      else drag = { ...point(event), from: latest.current.view.current };
    };
    const onMove = (event: PointerEvent) => {
      if (brush) latest.current.brushed(region(event), false);
      else if (drag) {
        const at = point(event);
        const { scale, centerX, centerY } = drag.from;
        set({
          scale,
          centerX: centerX - (at.x - drag.x) / scale,
          centerY: centerY - (at.y - drag.y) / scale,
        });
      } else latest.current.hovered(place(event));
    };
    const onUp = (event: PointerEvent) => {
      if (brush) latest.current.brushed(region(event), true);
      brush = null;
      drag = null;
    };
    const onDouble = (event: MouseEvent) => {
      const at = point(event);
      zoom(at.x, at.y, 3);
    };
    const onKey = (event: KeyboardEvent) => {
      const { view, size, cells } = latest.current;
      const { width, height } = size.current;
      const step = 80 / view.current.scale;
      const { centerX, centerY } = view.current;
      const moves = new Map<string, () => void>([
        ["ArrowLeft", () => set({ ...view.current, centerX: centerX - step })],
        ["ArrowRight", () => set({ ...view.current, centerX: centerX + step })],
        ["ArrowUp", () => set({ ...view.current, centerY: centerY - step })],
        ["ArrowDown", () => set({ ...view.current, centerY: centerY + step })],
        ["+", () => zoom(width / 2, height / 2, 1.5)],
        ["=", () => zoom(width / 2, height / 2, 1.5)],
        ["-", () => zoom(width / 2, height / 2, 1 / 1.5)],
        ["0", () => set(wholeMap(cells, size.current))],
        ["Escape", () => latest.current.brushed(null, true)],
      ]);
      const grow = event.shiftKey ? growth[event.key] : undefined;
      if (grow) {
        event.preventDefault();
        latest.current.brushed(grownRegion(latest.current, grow), true);
        return;
      }
      const move = moves.get(event.key);
      if (!move) return;
      event.preventDefault();
      move();
    };
    const onLeave = () => latest.current.hovered(null);
    element.addEventListener("wheel", onWheel, { passive: false });
    element.addEventListener("pointerdown", onDown);
    element.addEventListener("pointermove", onMove);
    element.addEventListener("pointerup", onUp);
    element.addEventListener("pointerleave", onLeave);
    element.addEventListener("dblclick", onDouble);
    element.addEventListener("keydown", onKey);
    return () => {
      element.removeEventListener("wheel", onWheel);
      element.removeEventListener("pointerdown", onDown);
      element.removeEventListener("pointermove", onMove);
      element.removeEventListener("pointerup", onUp);
      element.removeEventListener("pointerleave", onLeave);
      element.removeEventListener("dblclick", onDouble);
      element.removeEventListener("keydown", onKey);
    };
  }, [canvas]);
}

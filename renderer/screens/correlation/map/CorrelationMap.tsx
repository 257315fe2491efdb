import { type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import { useHost } from "../../../bridge/host.ts";
import { titledPicture } from "../../../ui/titled-picture.ts";
import "./map.css";
import { createMapPicture, type MapLook, type Overview } from "./map-picture.ts";
import { createTileStore, type MapView } from "./tiles.ts";
import { type MapPlace, type MapRegion, type MapState, useMapGestures } from "./use-map-gestures.ts";
import { LARGEST_CELL, limited, viewPoint, wholeMap } from "./viewport.ts";

/** What the rest of the screen asks of the map. */
export interface MapHandle {
  /** Brings a cell to the middle, close enough to be seen. */
  flyTo(x: number, y: number): void;
  showAll(): void;
  /** What is shown, as a PNG; `note` says of what. */
  picture(note: string): Promise<Blob>;
}

interface CorrelationMapProps {
  readonly view: MapView;
  readonly cells: number;
  readonly overview: Overview;
  readonly look: MapLook;
  readonly handle: RefObject<MapHandle | null>;
  readonly region: MapRegion | null;
  readonly onHover: (cell: MapPlace | null) => void;
  readonly onBrush: (region: MapRegion | null) => void;
  readonly crosshair: string;
}

/** All pairs of strategies as one picture that is zoomed and moved. */
export function CorrelationMap(props: CorrelationMapProps) {
  const { view, cells, overview, look, handle, region, onHover, onBrush, crosshair } = props;
  const { transport } = useHost();
  const canvas = useRef<HTMLCanvasElement>(null);
  const state = useRef<MapState>({
    view: wholeMap(cells, { width: 600, height: 600 }),
    size: { width: 1, height: 1 },
    hover: null,
    region,
  });
  state.current.region = region;

  const [draw, schedule] = useFrames();
  const tiles = useMemo(() => createTileStore(transport, view, schedule), [transport, view, schedule]);
  useEffect(() => () => tiles.close(), [tiles]);
  const picture = useMemo(
    () => createMapPicture(overview, cells, tiles, look),
    [overview, cells, tiles, look],
  );
  draw.current = () => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    if (!context || !canvas.current) return;
    const { size, view: shown } = state.current;
    const ratio = canvas.current.width / size.width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    picture(context, shown, size);
    drawMarks(context, state.current, crosshair);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new picture or region is drawn at once
  useEffect(schedule, [picture, region, crosshair]);
  useCanvasSize(canvas, state, cells, draw);

  useMapGestures(canvas, {
    state,
    cells,
    changed: schedule,
    hovered(place) {
      const inside = place && place.x >= 0 && place.y >= 0 && place.x < cells && place.y < cells;
      const cell = inside ? { x: Math.floor(place.x), y: Math.floor(place.y) } : null;
      const { hover } = state.current;
      if (cell?.x === hover?.x && cell?.y === hover?.y) return;
      state.current.hover = cell;
      onHover(cell);
      schedule();
    },
    brushed(next, done) {
      state.current.region = next;
      schedule();
      if (done) onBrush(next);
    },
  });
  useImperativeHandle(handle, () => handleOf(canvas, state, cells, onHover, schedule), [
    cells,
    onHover,
    schedule,
  ]);

  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a map that takes keys is an application in ARIA's sense
    <canvas
      ref={canvas}
      className="map"
      tabIndex={0}
      role="application"
      aria-roledescription="zoomable map"
      aria-label={`Correlation map of ${cells} by ${cells} strategies. Arrow keys move, plus and minus zoom, zero shows all, Shift and dragging or arrow keys select.`}
    />
  );
}

/** What draws, which may change with every rendering, and what asks for it in the next frame, which never does. */
function useFrames(): [draw: RefObject<() => void>, schedule: () => void] {
  const draw = useRef(() => {});
  const frame = useRef(0);
  const schedule = useCallback(() => {
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      draw.current();
    });
  }, []);
  return [draw, schedule];
}

/** Keeps the canvas as fine as the screen, and the map in sight; at first all of it is shown. */
function useCanvasSize(
  canvas: RefObject<HTMLCanvasElement | null>,
  state: RefObject<MapState>,
  cells: number,
  draw: RefObject<() => void>,
): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let first = true;
    const observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === 0 || height === 0) return;
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
      const size = { width, height };
      const view = first ? wholeMap(cells, size) : limited(state.current.view, cells, size);
      Object.assign(state.current, { size, view });
      first = false;
      draw.current();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [canvas, state, cells, draw]);
}

function handleOf(
  canvas: RefObject<HTMLCanvasElement | null>,
  state: RefObject<MapState>,
  cells: number,
  onHover: (cell: MapPlace | null) => void,
  schedule: () => void,
): MapHandle {
  return {
    flyTo(x, y) {
      const { view, size } = state.current;
      const scale = Math.max(view.scale, LARGEST_CELL / 2);
      state.current.view = limited({ centerX: x + 0.5, centerY: y + 0.5, scale }, cells, size);
      state.current.hover = { x, y };
      onHover(state.current.hover);
      schedule();
    },
    showAll() {
      state.current.view = wholeMap(cells, state.current.size);
      schedule();
    },
    picture: (note) =>
      titledPicture({ title: "Correlation map", note }, () => {
        if (!canvas.current) throw new Error("no picture");
        return { canvas: canvas.current, ratio: canvas.current.width / state.current.size.width };
      }),
  };
}

/** The cell under the pointer and the brushed region. */
function drawMarks(
  context: CanvasRenderingContext2D,
  { view, size, hover, region }: MapState,
  color: string,
): void {
  context.strokeStyle = color;
  context.lineWidth = 1;
  if (hover) {
    const cell = Math.max(1, view.scale);
    const at = viewPoint(view, size, hover.x, hover.y);
    context.globalAlpha = 0.35;
    context.beginPath();
    context.moveTo(0, Math.round(at.y + cell / 2) + 0.5);
    context.lineTo(size.width, Math.round(at.y + cell / 2) + 0.5);
    context.moveTo(Math.round(at.x + cell / 2) + 0.5, 0);
    context.lineTo(Math.round(at.x + cell / 2) + 0.5, size.height);
    context.stroke();
    context.globalAlpha = 1;
    if (cell >= 4) context.strokeRect(at.x, at.y, cell, cell);
  }
  if (region) {
    const from = viewPoint(view, size, region.x0, region.y0);
    const to = viewPoint(view, size, region.x1 + 1, region.y1 + 1);
    context.setLineDash([4, 3]);
    context.strokeRect(from.x, from.y, Math.max(2, to.x - from.x), Math.max(2, to.y - from.y));
    context.setLineDash([]);
  }
}

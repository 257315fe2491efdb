import { type RefObject, useCallback, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import { useHost } from "../../../bridge/host.ts";
import "./map.css";
import { createMapPicture, type MapLook, type Overview } from "./map-picture.ts";
import type { MapView } from "./map-view.ts";
import { createTileStore } from "./tile-store.ts";
import { type MapRegion, useMapGestures } from "./use-map-gestures.ts";
import { LARGEST_CELL, limited, type Viewport, type ViewSize, viewPoint, wholeMap } from "./viewport.ts";

/** What the rest of the screen asks of the map. */
export interface MapHandle {
  /** Brings a cell to the middle, close enough to be seen. */
  flyTo(x: number, y: number): void;
  showAll(): void;
  /** What is shown, as a PNG. */
  picture(): Promise<Blob>;
}

interface CorrelationMapProps {
  readonly view: MapView;
  readonly cells: number;
  readonly overview: Overview;
  readonly look: MapLook;
  readonly handle: RefObject<MapHandle | null>;
  readonly region: MapRegion | null;
  readonly onHover: (cell: { x: number; y: number } | null) => void;
  readonly onBrush: (region: MapRegion | null) => void;
  readonly crosshair: string;
}

/** All pairs of strategies as one picture that is zoomed and moved. */
export function CorrelationMap(props: CorrelationMapProps) {
  const { view, cells, overview, look, handle, onHover, onBrush, crosshair } = props;
  const { transport } = useHost();
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useRef<ViewSize>({ width: 1, height: 1 });
  const viewport = useRef<Viewport>(wholeMap(cells, { width: 600, height: 600 }));
  const hover = useRef<{ x: number; y: number } | null>(null);
  const region = useRef<MapRegion | null>(props.region);
  region.current = props.region;
  const frame = useRef(0);
  const drawLatest = useRef(() => {});

  const schedule = useCallback(() => {
    if (frame.current === 0)
      frame.current = requestAnimationFrame(() => {
        frame.current = 0;
        drawLatest.current();
      });
  }, []);
  const tiles = useMemo(() => createTileStore(transport, view, schedule), [transport, view, schedule]);
  useEffect(() => () => tiles.close(), [tiles]);
  const picture = useMemo(
    () => createMapPicture(overview, cells, tiles, look),
    [overview, cells, tiles, look],
  );

  drawLatest.current = () => {
    const context = canvas.current?.getContext("2d", { alpha: false });
    if (!context || !canvas.current) return;
    const ratio = canvas.current.width / size.current.width;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    picture(context, viewport.current, size.current);
    drawMarks(context, viewport.current, size.current, hover.current, region.current, crosshair);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new picture or region is drawn at once
  useEffect(schedule, [picture, props.region, crosshair]);

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
      size.current = { width, height };
      viewport.current = first
        ? wholeMap(cells, size.current)
        : limited(viewport.current, cells, size.current);
      first = false;
      drawLatest.current();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [cells]);

  useMapGestures(canvas, {
    view: viewport,
    size,
    cells,
    region,
    changed: schedule,
    hovered(place) {
      const inside = place && place.x >= 0 && place.y >= 0 && place.x < cells && place.y < cells;
      const cell = inside ? { x: Math.floor(place.x), y: Math.floor(place.y) } : null;
      if (cell?.x === hover.current?.x && cell?.y === hover.current?.y) return;
      hover.current = cell;
      onHover(cell);
      schedule();
    },
    brushed(next, done) {
      region.current = next;
      schedule();
      if (done) onBrush(next);
    },
  });

  useImperativeHandle(
    handle,
    () => ({
      flyTo(x, y) {
        const target = {
          centerX: x + 0.5,
          centerY: y + 0.5,
          scale: Math.max(viewport.current.scale, LARGEST_CELL / 2),
        };
        viewport.current = limited(target, cells, size.current);
        hover.current = { x, y };
        onHover(hover.current);
        schedule();
      },
      showAll() {
        viewport.current = wholeMap(cells, size.current);
        schedule();
      },
      picture: () =>
        new Promise((resolve, reject) =>
          canvas.current?.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture")))),
        ),
    }),
    [cells, onHover, schedule],
  );

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

/** The cell under the pointer and the brushed region. */
function drawMarks(
  context: CanvasRenderingContext2D,
  view: Viewport,
  size: ViewSize,
  hover: { x: number; y: number } | null,
  region: MapRegion | null,
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

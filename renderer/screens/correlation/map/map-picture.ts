import { colorStep, colorTable } from "./color-table.ts";
import { levelFor, TILE, type Tile, type TileStore, tilesInView } from "./tiles.ts";
import { type Viewport, type ViewSize, viewPoint } from "./viewport.ts";

/** What is drawn far away: one value per block of `blockSize` x `blockSize` cells. */
export interface Overview {
  readonly side: number;
  readonly blockSize: number;
  readonly values: Float32Array;
  /** What the values of blocks are, so that tiles show the same. */
  readonly measure: "mean" | "strongest";
}

/** Tiles of a coarser level would take seconds to compute; farther away the overview is shown. */
const COARSEST_TILES = 4;

/** Colours of the map and what is hidden. */
export interface MapLook {
  readonly stops: readonly string[];
  readonly background: string;
  readonly grid: string;
  readonly threshold: number;
}

/**
 * Draws the map: the overview first, over it every tile that has come. Pictures of tiles are kept; drawing a frame only copies
 * them. Returns the tiles that the view needs, most wanted first.
 */
export function createMapPicture(overview: Overview, cells: number, tiles: TileStore, look: MapLook) {
  const table = colorTable(look.stops);
  const far = paint(overview.values, overview.side, overview.side, table, look.threshold);
  const pictures = new WeakMap<Tile, OffscreenCanvas>();
  const pictureOf = (tile: Tile): OffscreenCanvas => {
    const known = pictures.get(tile);
    if (known) return known;
    const values = overview.measure === "mean" ? tile.rho : tile.strongest;
    const made = paint(values, tile.columns, tile.rows, table, look.threshold);
    pictures.set(tile, made);
    return made;
  };

  return (context: CanvasRenderingContext2D, view: Viewport, size: ViewSize): void => {
    context.fillStyle = look.background;
    context.fillRect(0, 0, size.width, size.height);
    const origin = viewPoint(view, size, 0, 0);
    const extent = cells * view.scale;
    const perBlock = overview.blockSize * view.scale;
    context.save();
    context.beginPath();
    context.rect(origin.x, origin.y, extent, extent);
    context.clip();
    context.imageSmoothingEnabled = perBlock < 1;
    context.imageSmoothingQuality = "medium";
    context.drawImage(far, origin.x, origin.y, overview.side * perBlock, overview.side * perBlock);

    const level = levelFor(view.scale, cells);
    const exactEnough = 2 ** level < overview.blockSize || overview.blockSize === 1;
    if (level <= COARSEST_TILES && exactEnough && overview.blockSize > 1) {
      const step = 2 ** level;
      const visible = tilesInView(view, cells, size, level);
      tiles.want(visible);
      context.imageSmoothingEnabled = false;
      for (const address of visible) {
        const tile = tiles.get(address);
        if (!tile || tile.rows === 0) continue;
        const at = viewPoint(view, size, address.column * TILE * step, address.row * TILE * step);
        const pixel = step * view.scale;
        context.drawImage(pictureOf(tile), at.x, at.y, tile.columns * pixel, tile.rows * pixel);
      }
    } else tiles.want([]);
    if (view.scale >= 10) drawCellLines(context, view, size, look.grid);
    context.restore();
  };
}

/** Lines between cells that are large enough to be told apart. */
function drawCellLines(
  context: CanvasRenderingContext2D,
  view: Viewport,
  size: ViewSize,
  color: string,
): void {
  const origin = viewPoint(view, size, 0, 0);
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.beginPath();
  for (let x = origin.x % view.scale; x < size.width; x += view.scale) {
    context.moveTo(Math.round(x) + 0.5, 0);
    context.lineTo(Math.round(x) + 0.5, size.height);
  }
  for (let y = origin.y % view.scale; y < size.height; y += view.scale) {
    context.moveTo(0, Math.round(y) + 0.5);
    context.lineTo(size.width, Math.round(y) + 0.5);
  }
  context.stroke();
}

/**
 * Paints a rectangle of correlations (row-major) on a canvas of its own, one pixel per value. Values under `threshold` in size
 * are drawn as if they were 0.
 */
export function paint(
  values: ArrayLike<number>,
  width: number,
  height: number,
  table: Uint32Array,
  threshold: number,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
  const context = canvas.getContext("2d");
  if (!context || width === 0 || height === 0) return canvas;
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const middle = table[128] ?? 0;
  for (let at = 0; at < words.length; at++) {
    const rho = values[at] ?? Number.NaN;
    words[at] = Math.abs(rho) < threshold ? middle : (table[colorStep(rho)] ?? middle);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Of each block the value furthest from 0, with its sign: what a mean would hide. */
export function strongest(min: Float32Array, max: Float32Array): Float32Array {
  return max.map((high, at) => {
    const low = min[at] ?? Number.NaN;
    return Math.abs(low) > Math.abs(high) ? low : high;
  });
}

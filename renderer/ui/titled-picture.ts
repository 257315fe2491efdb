import { chartThemes } from "../../electron/charts/parts/theme.ts";
import { shownTheme } from "../state/preferences.ts";
import { currentDataset } from "../state/view.ts";

/** What is on a screen, and its pixels to one of the screen. */
interface Drawn {
  readonly canvas: HTMLCanvasElement;
  readonly ratio: number;
}

/** The lines over a picture. */
interface Head {
  readonly title: string;
  /** Of what it is, beside its dataset. */
  readonly note?: string;
}

/** Height of the lines over a picture, pixels of the screen. */
const HEAD = 58;

const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));

/**
 * What is drawn on a screen as it is taken along: on a light ground, whatever the window's theme is, under its title, its
 * dataset and the day. `draw` gives it as the screen has it then.
 */
export async function titledPicture(head: Head, draw: () => Drawn): Promise<Blob> {
  const theme = shownTheme.get();
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no picture");
  shownTheme.set("light");
  try {
    // What is shown is given its colours in one frame and drawn in the next.
    for (let count = 0; count < 3; count++) await frame();
    const { canvas: drawn, ratio } = draw();
    canvas.width = drawn.width;
    canvas.height = drawn.height + HEAD * ratio;
    context.fillStyle = chartThemes.light.background;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(drawn, 0, HEAD * ratio);
    writeHead(context, head, ratio);
  } finally {
    shownTheme.set(theme);
  }
  return pngOf(canvas);
}

const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });

function writeHead(context: CanvasRenderingContext2D, { title, note }: Head, ratio: number): void {
  const { text, muted, fontFamily } = chartThemes.light;
  const write = (words: string, size: number, weight: number, colour: string, y: number) => {
    context.font = `${weight} ${size * ratio}px ${fontFamily}`;
    context.fillStyle = colour;
    context.fillText(words, 16 * ratio, y * ratio, context.canvas.width - 32 * ratio);
  };
  write(title, 16, 600, text, 26);
  const day = new Date().toISOString().slice(0, 10);
  write([currentDataset.get(), note, day].filter(Boolean).join(", "), 12, 400, muted, 46);
}

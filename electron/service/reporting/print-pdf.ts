import { spawn } from "node:child_process";
import { access, constants, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { Problem } from "../../contract/problem.ts";
import { removeQuietly } from "../disk/durable.ts";

/** Makes a PDF of a page. The desktop brings its own; elsewhere a browser of the Chromium family that is installed does it. */
export type PdfPrinter = (html: string, signal: AbortSignal) => Promise<Uint8Array>;

/** Names of the programs on a search path, those that people set up for it first. */
const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
  "brave-browser",
];

/** Where Windows and macOS have them, below the places that the environment names. */
function usualPlaces(): string[] {
  if (process.platform === "darwin")
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  if (process.platform !== "win32") return [];
  const roots = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
  const below = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
  return roots.flatMap((root) => (root ? below.map((path) => join(root, path)) : []));
}

/**
 * The browser to print with: the one that the environment names, else the first that is found. Null: there is none. No setting
 * names it: settings can be changed from a window, and this is a program that is run.
 */
async function findBrowser(set: string): Promise<string | null> {
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) =>
      names.map((name) => join(folder, process.platform === "win32" ? `${name}.exe` : name)),
    );
  for (const file of set === "" ? [...onPath, ...usualPlaces()] : [set]) {
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return null;
}

const patienceMs = 120_000;

/** Prints with a browser that is started for it. TESSERA_BROWSER names its program. */
export const printInBrowser: PdfPrinter = async (html, signal) => {
  const set = process.env.TESSERA_BROWSER ?? "";
  const browser = await findBrowser(set);
  if (!browser) {
    throw new Problem(
      "unsupported",
      set === ""
        ? "A PDF needs Chrome, Chromium or Edge, and none was found."
        : `There is no program ${set}.`,
      {
        remedy:
          "Install one, or name its program in the environment variable TESSERA_BROWSER; or write the report as .html, which any browser prints.",
      },
    );
  }
  const folder = await mkdtemp(join(tmpdir(), "tessera-report-"));
  try {
    const page = join(folder, "report.html");
    const file = join(folder, "report.pdf");
    await writeFile(page, html);
    const said = await runBrowser(browser, pdfArguments(folder, page, file), signal);
    return new Uint8Array(
      await readFile(file).catch(() => {
        throw new Problem("internal", `${browser} made no PDF: ${said.trim().split("\n").at(-1) ?? ""}`, {
          remedy: "Write the report as .html, and print that.",
        });
      }),
    );
  } finally {
    await removeQuietly(folder);
  }
};

function pdfArguments(folder: string, page: string, file: string): string[] {
  // Chromium refuses its sandbox to the superuser. The page is ours and runs nothing.
  const isRoot = process.getuid?.() === 0;
  return [
    "--headless",
    "--disable-gpu",
    "--disable-extensions",
    "--no-first-run",
    "--no-pdf-header-footer",
    ...(isRoot ? ["--no-sandbox"] : []),
    `--user-data-dir=${join(folder, "profile")}`,
    `--print-to-pdf=${file}`,
    pathToFileURL(page).href,
  ];
}

/** Runs it to its end; resolves to what it wrote to stderr. Throws Problem "cancelled". */
function runBrowser(browser: string, args: readonly string[], signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(browser, args, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
      stdio: ["ignore", "ignore", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000);
    });
    child.once("error", (error) =>
      reject(
        signal.aborted
          ? new Problem("cancelled", "The report was cancelled.")
          : new Problem("internal", `${browser} could not print: ${error.message}`),
      ),
    );
    child.once("close", () => resolve(said));
  });
}

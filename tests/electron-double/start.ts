/**
 * Runs a main process over the double: node start.ts MAIN [ARGUMENTS]. The bundles stay as they are: `electron` is mapped to
 * the double. A parent process with a channel hears {ready, port} (of Chromium's devtools) and may evaluate functions in this
 * process with the module as argument, as Playwright does with the real one.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromiumFlags, chromiumPath } from "../../e2e/support/hosts.ts";
import type { Boot } from "./electron.ts";

const [, , main = "", ...args] = process.argv;
const script = resolve(main);
const root = join(dirname(script), "..", "..");
const boot: Boot = { root, chromium: chromiumPath ?? "", flags: chromiumFlags };
Object.assign(globalThis, { tesseraDoubleBoot: boot });
const double = pathToFileURL(join(import.meta.dirname, "electron.ts")).href;
registerHooks({
  resolve: (name, context, next) =>
    name === "electron" ? { url: double, shortCircuit: true } : next(name, context),
});
// As in an unpackaged Electron: the program, its folder, then what the user gave.
process.argv = [process.execPath, root, ...args];
Object.assign(process, { resourcesPath: join(root, "resources"), type: "browser" });

const { app, launch, ...electron } = (await import(double)) as typeof import("./electron.ts");
let close = async (): Promise<void> => {};
let ending = false;
app.on("double:end", (code: number) => void end(code));
process.on("message", (message: { id: number; source: string; argument: unknown }) => void answer(message));
process.once("disconnect", () => void end(0));

// The program first: what it may do before the app is ready, it does now.
await import(pathToFileURL(script).href);
if (!ending) {
  close = await launch();
  process.send?.({ kind: "ready", port: devtoolsPort() });
}

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  await app.told;
  await close();
  process.exit(code);
}

function devtoolsPort(): number {
  const file = join(app.getPath("userData"), "DevToolsActivePort");
  return Number(readFileSync(file, "utf8").split("\n")[0]);
}

async function answer({
  id,
  source,
  argument,
}: {
  id: number;
  source: string;
  argument: unknown;
}): Promise<void> {
  try {
    const call = new Function(`return (${source})`)() as (module: unknown, argument: unknown) => unknown;
    process.send?.({ kind: "answer", id, value: await call({ app, ...electron }, argument) });
  } catch (error) {
    process.send?.({ kind: "answer", id, error: String(error) });
  }
}

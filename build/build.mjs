// Builds all: the native module (dist/native), the Node hosts (dist/hosts), the window
// (dist/renderer), the desktop's processes (dist/electron). npm run build
// What is there as its sources make it is left; npm run build -- --force makes it anew.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

async function step(name, work) {
  const start = performance.now();
  await work();
  console.log(`build: ${name} ready in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Returns the exit code; what failed was said on stderr. */
export async function buildAll(nativeOptions = []) {
  try {
    await step("native module", () => {
      const script = join(import.meta.dirname, "native.mjs");
      const { status } = spawnSync(process.execPath, [script, ...nativeOptions], { stdio: "inherit" });
      if (status !== 0) throw new Error("the native module was not built, see above");
    });
    const { bundleHosts, bundleDesktop, bundleRenderer } = await import("./bundle.mjs");
    const force = nativeOptions.includes("--force");
    await step("service and command line", () => bundleHosts(force));
    if (existsSync(join(root, "renderer", "index.html"))) await step("window", () => bundleRenderer(force));
    await step("desktop", () => bundleDesktop(force));
    return 0;
  } catch (error) {
    console.error(`build: ${error.message}`);
    return 1;
  }
}

if (process.argv[1] === import.meta.filename) process.exitCode = await buildAll(process.argv.slice(2));

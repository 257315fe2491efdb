// Packages the desktop as it would be shipped, all but Electron itself, and says what it weighs. Fails when that is more than
// 60 MB, when a library in it needs one that a user's machine need not have, or when the packaged service does not work.
//   npm run package-size
// The CUDA library counts as it is in dist/native: npm run build -- --release first.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { table } from "./demo/table.mjs";
import { neededLibraries } from "./package/needed-libraries.ts";
import { packDesktop } from "./package/pack-desktop.ts";
import { packagePart } from "./package/package-part.ts";
import { packedBytes } from "./package/packed-bytes.ts";
import { readArchive } from "./package/read-archive.ts";
import { strangeLibraries } from "./package/strange-libraries.ts";
import { tryService } from "./package/try-service.ts";

const LIMIT_MB = 60;
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "tessera-package-"));
const mb = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;

function main() {
  const missing = ["electron/main.js", "native/tessera.node", "renderer/index.html"].find(
    (name) => !existsSync(join(root, "dist", name)),
  );
  if (missing) throw new Error(`dist/${missing} is not there: npm run build -- --release`);
  if (process.platform !== "linux") throw new Error("the stand-in for Electron is Linux's alone");

  const resources = packDesktop(root, folder);
  const files = readArchive(join(resources, "app.asar"));
  const parts = Map.groupBy(files, ({ path }) => packagePart(path));
  const weigh = (list) => list.reduce((sum, { size }) => sum + size, 0);
  const heaviest = [...parts].map(([name, list]) => [name, weigh(list)]).sort(([, a], [, b]) => b - a);
  const rows = heaviest.slice(0, 10).map(([name, bytes]) => [name, mb(bytes)]);
  console.log(table(["the ten largest parts", "size"], rows, [1]));

  const raw = weigh(files);
  const sizes = { xz: packedBytes(resources, "xz", folder), gzip: packedBytes(resources, "gzip", folder) };
  console.log(
    `\n${files.length} files, ${mb(raw)}; as .tar.xz ${mb(sizes.xz)}, as .tar.gz ${mb(sizes.gzip)}; limit ${LIMIT_MB} MB, Electron apart`,
  );
  const wrong = [];
  if (raw > LIMIT_MB * 1e6) wrong.push(`the package is larger than ${LIMIT_MB} MB`);

  for (const { path } of files.filter(({ path }) => /\.(node|so)$/.test(path))) {
    const needed = neededLibraries(join(resources, "app.asar.unpacked", path));
    const strange = strangeLibraries(needed);
    console.log(`${path} needs ${needed.join(", ")}`);
    if (strange.length > 0) wrong.push(`${path} needs ${strange.join(", ")}`);
  }
  if (!files.some(({ path }) => path.includes("tessera_backend_cuda"))) {
    console.log("The CUDA library is not in dist/native, so it is not counted.");
  }
  tryService(resources, folder);
  console.log("The packaged service imported, searched and drew, in a folder of its own.");
  for (const line of wrong) console.error(`package-size: ${line}`);
  return wrong.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(`package-size: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

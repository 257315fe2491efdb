import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storedZip } from "./stored-zip.ts";

/** Where the fuses are in Electron's program: this text, version 1, their number, one character each. */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 9]),
  Buffer.from("101100101"),
]);

/**
 * Writes the zip file of an Electron that can be packaged but not run: a stand-in of a few bytes, where the real one cannot be had or
 * does not matter. Electron Forge finds it through TESSERA_ELECTRON_ZIPS.
 */
export function writeStandInElectron(root: string, folder: string): void {
  const { version } = JSON.parse(
    readFileSync(join(root, "node_modules", "electron", "package.json"), "utf8"),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `electron-v${version}-${process.platform}-${process.arch}.zip`),
    storedZip([
      ["electron", fuseWire],
      ["version", Buffer.from(version)],
      ["resources/default_app.asar", Buffer.alloc(0)],
    ]),
  );
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storedZip } from "./stored-zip.ts";

/** Where the fuses are in Electron's program: this text, version 1, their number, one character each, set as Electron ships them. */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 9]),
  Buffer.from("101100011"),
]);

/** The program itself: it can be started, and says what it is. */
const says = "#!/bin/sh\necho 'A stand-in for Electron: there is no window.'\nexit 0\n";

/**
 * Writes the zip file of an Electron that can be packaged but shows no window: a stand-in of a few bytes, where the real one cannot be had or
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
      ["electron", Buffer.concat([Buffer.from(says), fuseWire]), 0o755],
      ["version", Buffer.from(version)],
      ["resources/default_app.asar", Buffer.alloc(0)],
    ]),
  );
}

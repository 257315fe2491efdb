import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { storedZip } from "./stored-zip.ts";

/**
 * Where the fuses are in Electron's program: this text, version 1, their number, one character each, set as Electron ships
 * them.
 */
const fuseWire = Buffer.concat([
  Buffer.from("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX"),
  Buffer.from([1, 9]),
  Buffer.from("101100011"),
]);

const sentence = "A stand-in for Electron: there is no window.";

/** The program itself: it can be started, and says what it is. */
const script = Buffer.concat([Buffer.from(`#!/bin/sh\necho '${sentence}'\nexit 0\n`), fuseWire]);

/** The same for Windows, made here: with the version that the packager fills in. */
function windowsProgram(folder: string): Buffer {
  const file = (name: string) => join(folder, name);
  const wire = [...fuseWire].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
  writeFileSync(
    file("stand-in.c"),
    `#include <stdio.h>\n__attribute__((used)) static const char wire[] = "${wire}";\nint main(int count, char** given) {\n  puts("${sentence}");\n  for (int at = 1; at < count; at++) puts(given[at]);\n}\n`,
  );
  writeFileSync(
    file("stand-in.rc"),
    '1 VERSIONINFO\nFILEVERSION 1,0,0,0\nBEGIN\nBLOCK "StringFileInfo"\nBEGIN\nBLOCK "040904b0"\nBEGIN\nVALUE "ProductName", "Electron"\nEND\nEND\nBLOCK "VarFileInfo"\nBEGIN\nVALUE "Translation", 0x409, 1200\nEND\nEND\n',
  );
  for (const [program, ...args] of [
    ["windres", file("stand-in.rc"), file("version.o")],
    ["gcc", "-s", "-o", file("electron.exe"), file("stand-in.c"), file("version.o")],
  ] as const) {
    const { status, stderr, error } = spawnSync(`x86_64-w64-mingw32-${program}`, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`the stand-in for Windows was not made: ${error?.message ?? stderr}`);
  }
  return readFileSync(file("electron.exe"));
}

/**
 * Writes the zip file of an Electron that can be packaged but shows no window: a stand-in of a few bytes, where the real one
 * cannot be had or does not matter. Electron Forge finds it through TESSERA_ELECTRON_ZIPS.
 */
export function writeStandInElectron(
  root: string,
  folder: string,
  platform: NodeJS.Platform,
  arch: string,
): void {
  const { version } = JSON.parse(
    readFileSync(join(root, "node_modules", "electron", "package.json"), "utf8"),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `electron-v${version}-${platform}-${arch}.zip`),
    storedZip([
      platform === "win32" ? ["electron.exe", windowsProgram(folder)] : ["electron", script, 0o755],
      ["version", Buffer.from(version)],
      ["resources/default_app.asar", Buffer.alloc(0)],
    ]),
  );
}

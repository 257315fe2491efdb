// A Windows setup of the packaged program, around a stand-in for Electron: installed in a machine of wine's that has nothing
// else, run, installed over itself and removed.
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { drawingOf, lackingFor, nodeOf } from "../cross/targets.mjs";
import { packDesktop } from "./pack-desktop.ts";
import { unpackArchive } from "./unpack-archive.ts";
import { writeWindowsSetup } from "./windows-setup.mjs";

const target = "win32-x64";
const project = join(import.meta.dirname, "..", "..");

/** What is missing here for it, as a sentence; null where nothing is. */
export function lackingForSetup() {
  const lacking = lackingFor(target);
  if (lacking) return lacking;
  const isThere = !spawnSync("makensis", ["-VERSION"], { stdio: "ignore" }).error;
  return isThere ? null : "makensis is missing; on Debian: sudo apt-get install nsis";
}

function need(isSo, sentence) {
  if (!isSo) throw new Error(sentence);
}

function run(program, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: "utf8", ...options });
  need(status === 0, `${program} ${args.join(" ")}: ${error?.message ?? `${stdout}${stderr}`.slice(-2000)}`);
  return stdout;
}

/** The project as it would be on Windows: its natives and its library for pictures in place of this machine's. */
function windowsProject(folder) {
  run(process.execPath, [join(project, "build", "native.mjs"), `--target=${target}`]);
  mkdirSync(join(folder, "dist"), { recursive: true });
  for (const name of [
    "config",
    "forge.config.ts",
    "package.json",
    "LICENSE",
    "dist/electron",
    "dist/renderer",
  ])
    symlinkSync(join(project, name), join(folder, name));
  symlinkSync(join(project, "prebuilds", target), join(folder, "dist", "native"));
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@resvg"), { recursive: true });
  for (const name of readdirSync(join(project, "node_modules")))
    if (name !== "@resvg") symlinkSync(join(project, "node_modules", name), join(modules, name));
  for (const [from, name] of [
    [join(project, "node_modules", "@resvg", "resvg-js"), "resvg-js"],
    [drawingOf(project, target), "resvg-js-win32-x64-msvc"],
  ])
    symlinkSync(from, join(modules, "@resvg", name));
  return folder;
}

/** A machine of wine's: `run` starts a program there and returns what it wrote. */
function machine(folder) {
  // Without what wine would fetch for programs of .NET and for pages, and without entries in this machine's menus.
  process.env.WINEDLLOVERRIDES = "mscoree,mshtml,winemenubuilder.exe=";
  // wine takes folders of who runs it for those of its user.
  process.env.HOME = join(folder, "..", "home");
  mkdirSync(process.env.HOME);
  const { command, env } = nodeOf(project, target, folder);
  const [wine, node] = command;
  const at = { env: { ...process.env, ...env }, cwd: folder };
  const output = join(folder, "output.txt");
  const drive = join(folder, "drive_c");
  const user = join(
    drive,
    "users",
    readdirSync(join(drive, "users")).find((name) => name !== "Public"),
  );
  const start = (...args) => {
    // To a file, whose bytes no terminal changes; what a program leaves running is waited for.
    const line = 'exec "$0" "$@" < /dev/null > output.txt 2>&1';
    const { status } = spawnSync("sh", ["-c", line, wine, ...args], at);
    spawnSync("wineserver", ["-w"], at);
    const said = readFileSync(output, "utf8").replaceAll("\r\n", "\n");
    need(status === 0, `${args.join(" ")} under wine: exit ${status}: ${said.slice(-2000)}`);
    return said;
  };
  return { drive, user, node, run: start };
}

/** All files of the machine but the temporary ones, and its user's part of the registry. */
function stateOf({ drive, run: start }) {
  start("reg", "export", "HKCU", "C:\\state.reg", "/y");
  const registry = readFileSync(join(drive, "state.reg"), "utf16le").split("\r\n");
  const files = readdirSync(drive, { recursive: true }).filter(
    (path) => !/(^|\/)Temp\/|^(try|analyst|state\.reg)/.test(path),
  );
  return new Set([...files, ...registry]);
}
const beyond = (more, less) => [...more].filter((one) => !less.has(one));

function checkInstalled({ user }, program, installed) {
  const [wanted, there] = [program, installed].map((folder) =>
    readdirSync(folder, { recursive: true }).toSorted(),
  );
  const strange = beyond(new Set([...wanted, "Uninstall.exe"]), new Set(there));
  need(
    strange.length === 0 && there.length === wanted.length + 1,
    `not installed whole: ${strange.slice(0, 9)}`,
  );
  const bytes = readFileSync(join(installed, "Tessera.exe"), "latin1");
  // Fuses as forge.config.ts sets them, and the archive's checksum, which Electron for Windows reads from its program.
  need(/NKmHXBZaB9tsX..000011.0/s.test(bytes), "the fuses of Tessera.exe are not set");
  need(bytes.includes('"alg":"SHA256"'), "Tessera.exe does not hold the checksum of its archive");
  need(
    existsSync(join(user, "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Tessera.lnk")),
    "there is no entry in the Start menu",
  );
  return there.length;
}

/** Builds, installs, runs and removes it; says what came out. */
export function tryWindowsSetup(work) {
  const packing = join(work, "windows");
  const program = join(packDesktop(windowsProject(join(packing, "project")), packing, "win32", "x64"), "..");
  const output = join(packing, "Tessera-setup.exe");
  const { version } = JSON.parse(readFileSync(join(project, "package.json"), "utf8"));
  writeWindowsSetup({ program, version, license: join(project, "LICENSE"), output });
  const windows = machine(join(work, "wine"));
  const { drive, user, node } = windows;
  const installed = join(user, "AppData", "Local", "Programs", "Tessera");
  const own = join(installed, "Tessera.exe");
  // Every Windows has these; wine makes them when they are wanted.
  mkdirSync(join(installed, ".."), { recursive: true });
  for (const folder of ["Classes", "Microsoft\\Windows\\CurrentVersion\\Uninstall"])
    windows.run("reg", "add", `HKCU\\Software\\${folder}`, "/f");
  stateOf(windows);
  const before = stateOf(windows);
  windows.run(output, "/S");
  const count = checkInstalled(windows, program, installed);
  const key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Tessera";
  need(windows.run("reg", "query", key).includes(version), "it is not among the programs of the machine");
  const opens = windows.run(
    "reg",
    "query",
    "HKCU\\Software\\Classes\\Tessera.csv\\shell\\open\\command",
    "/ve",
  );
  need(/Tessera\\Tessera\.exe" "%1"/.test(opens), `.csv is not opened with it: ${opens}`);
  need(
    windows.run(own, "a file.csv").includes("there is no window.\na file.csv"),
    "Tessera.exe says nothing",
  );
  console.log(
    `Tessera-setup.exe: installed, ${count} paths; in the Start menu, among the programs, offered for its kinds of files`,
  );
  const trying = join(drive, "try");
  unpackArchive(join(installed, "resources", "app.asar"), join(trying, "app.asar"));
  symlinkSync(join(installed, "resources", "app.asar.unpacked"), join(trying, "app.asar.unpacked"));
  cpSync(join(import.meta.dirname, "drive-service.mjs"), join(trying, "drive.mjs"));
  windows.run(node, "C:\\try\\drive.mjs", "C:\\try\\app.asar", "C:\\analyst\\data");
  console.log("  its service: sample, import, search with pictures, a job of the queue");
  windows.run(output, "/S");
  checkInstalled(windows, program, installed);
  const foreign = join(installed, "resources", "notes of the user.txt");
  writeFileSync(foreign, "");
  windows.run(join(installed, "Uninstall.exe"), "/S");
  need(existsSync(foreign), "a file that the setup did not bring was taken away");
  need(readdirSync(installed, { recursive: true }).length === 2, "more than that file was left");
  rmSync(installed, { recursive: true });
  const after = stateOf(windows);
  const [left, lost] = [beyond(after, before), beyond(before, after)];
  const kept = readdirSync(join(drive, "analyst", "data"))
    .toSorted()
    .join(" ");
  console.log(
    `  installed over itself, removed: ${left.length} files or entries of the registry left, ${lost.length} lost; the user's data root is whole: ${kept}`,
  );
  need(left.length + lost.length === 0, `not as before: ${[...left, ...lost].slice(0, 20).join(" | ")}`);
}

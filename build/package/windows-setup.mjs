import { spawnSync } from "node:child_process";
import { readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileAssociations } from "../installers/config.mjs";

const uninstallKey = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Tessera";
const shortcut = "$SMPROGRAMS\\Tessera.lnk";

/** In a text of NSIS its sign for variables is written twice. */
const literal = (text) => text.replaceAll("$", "$$$$");
const onWindows = (path) => `$INSTDIR\\${literal(path).replaceAll("/", "\\")}`;

/** Registry lines of the files that can be opened with the program: offered beside what opens them, never in its place. */
const classOf = ({ ext }) => `Software\\Classes\\Tessera.${ext}`;
const offerOf = ({ ext }) => `Software\\Classes\\.${ext}\\OpenWithProgids`;
const associate = (kind) => [
  `WriteRegStr HKCU "${classOf(kind)}" "" "${kind.name}"`,
  `WriteRegStr HKCU "${classOf(kind)}\\shell\\open\\command" "" '"$INSTDIR\\Tessera.exe" "%1"'`,
  `WriteRegStr HKCU "${offerOf(kind)}" "Tessera.${kind.ext}" ""`,
];
const dissociate = (kind) => [
  `DeleteRegKey HKCU "${classOf(kind)}"`,
  `DeleteRegValue HKCU "${offerOf(kind)}" "Tessera.${kind.ext}"`,
  `DeleteRegKey /ifempty HKCU "${offerOf(kind)}"`,
  `DeleteRegKey /ifempty HKCU "Software\\Classes\\.${kind.ext}"`,
];

/**
 * The script of a setup for the packaged program of a folder, for one user, without plug-ins. It takes away what it brought,
 * file by file: whatever else lies in the folder of the program stays.
 */
function script({ program, version, license, output }) {
  const entries = readdirSync(program, { recursive: true }).toSorted();
  const folders = entries.filter((path) => statSync(join(program, path)).isDirectory());
  const files = entries.filter((path) => !folders.includes(path));
  const kilobytes = Math.ceil(
    files.reduce((sum, path) => sum + statSync(join(program, path)).size, 0) / 1024,
  );
  return [
    "Unicode true",
    "Target amd64-unicode",
    'Name "Tessera"',
    `OutFile "${output}"`,
    'InstallDir "$LOCALAPPDATA\\Programs\\Tessera"',
    `InstallDirRegKey HKCU "${uninstallKey}" "InstallLocation"`,
    "RequestExecutionLevel user",
    "ManifestDPIAware true",
    "SetCompressor /SOLID lzma",
    `LicenseData "${license}"`,
    ...["license", "directory", "instfiles"].map((page) => `Page ${page}`),
    ...["uninstConfirm", "instfiles"].map((page) => `UninstPage ${page}`),
    'Section "Tessera"',
    // What an earlier version brought and this one has not would stay.
    'IfFileExists "$INSTDIR\\Uninstall.exe" 0 +2',
    `ExecWait '"$INSTDIR\\Uninstall.exe" /S _?=$INSTDIR'`,
    'SetOutPath "$INSTDIR"',
    ...folders.map((path) => `CreateDirectory "${onWindows(path)}"`),
    ...files.map((path) => `File "/oname=${onWindows(path)}" "${literal(join(program, path))}"`),
    'WriteUninstaller "$INSTDIR\\Uninstall.exe"',
    `CreateShortCut "${shortcut}" "$INSTDIR\\Tessera.exe"`,
    ...[
      ["DisplayName", "Tessera"],
      ["DisplayVersion", version],
      ["InstallLocation", "$INSTDIR"],
      ["UninstallString", '$\\"$INSTDIR\\Uninstall.exe$\\"'],
      ["QuietUninstallString", '$\\"$INSTDIR\\Uninstall.exe$\\" /S'],
    ].map(([name, value]) => `WriteRegStr HKCU "${uninstallKey}" "${name}" "${value}"`),
    `WriteRegDWORD HKCU "${uninstallKey}" "EstimatedSize" ${kilobytes}`,
    ...fileAssociations.flatMap(associate),
    "SectionEnd",
    'Section "Uninstall"',
    ...files.map((path) => `Delete "${onWindows(path)}"`),
    'Delete "$INSTDIR\\Uninstall.exe"',
    ...folders.toReversed().map((path) => `RMDir "${onWindows(path)}"`),
    'RMDir "$INSTDIR"',
    `Delete "${shortcut}"`,
    `DeleteRegKey HKCU "${uninstallKey}"`,
    ...fileAssociations.flatMap(dissociate),
    "SectionEnd",
    "",
  ].join("\n");
}

/** Makes the setup with makensis. Throws with what it said. */
export function writeWindowsSetup(setup) {
  const file = `${setup.output}.nsi`;
  writeFileSync(file, script(setup));
  const { status, stdout, stderr, error } = spawnSync("makensis", ["-V2", file], { encoding: "utf8" });
  if (status !== 0) throw new Error(`makensis: ${error?.message ?? `${stdout}${stderr}`}`);
}

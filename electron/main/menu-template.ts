import { basename } from "node:path";
import type { MenuItemConstructorOptions } from "electron";
import type { MenuCommand } from "../contract/desktop-bridge.ts";

/** What the menu's entries do, and what it shows that changes. */
export interface MenuParts {
  readonly isMac: boolean;
  readonly recent: readonly string[];
  /** Commands of the window, by the groups that are their submenus. */
  readonly commands: readonly MenuCommand[];
  /** A newer version that its publisher has, as far as somebody was asked. */
  readonly newVersion: string | null;
  /** Hands a command to the window. */
  send(command: string): void;
  open(path: string): void;
  clearRecent(): void;
  print(): void;
  savePdf(): void;
  about(): void;
  showNewVersion(): void;
  showLogs(): void;
  collectDiagnostics(): void;
}

/** The native menu. Entries of our own are carried out by the window: `send` takes their command there. */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  return [
    ...(parts.isMac ? [{ role: "appMenu" as const }] : []),
    { label: "File", submenu: fileMenu(parts) },
    {
      label: "Edit",
      submenu: [
        ...(["undo", "redo", "cut", "copy", "paste", "selectAll"] as const).map((role) => ({ role })),
        { type: "separator" },
        { id: "find", label: "Find…", accelerator: "CmdOrCtrl+F", click: () => parts.send("find") },
      ],
    },
    { label: "Go", submenu: goMenu(parts) },
    ...commandMenus(parts),
    {
      label: "View",
      submenu: (["resetZoom", "zoomIn", "zoomOut", "togglefullscreen"] as const).map((role) => ({ role })),
    },
    { role: "windowMenu" },
    {
      label: "Help",
      role: "help",
      submenu: [
        ...(parts.newVersion
          ? [
              {
                id: "new-version",
                label: `Version ${parts.newVersion} Is There…`,
                click: parts.showNewVersion,
              },
            ]
          : []),
        { id: "logs", label: "Show Log Files", click: parts.showLogs },
        { id: "diagnostics", label: "Collect Diagnostics…", click: parts.collectDiagnostics },
        { id: "engine", label: "Engine Report", click: () => parts.send("screen:engine") },
        ...(parts.isMac ? [] : [{ id: "about", label: "About Tessera", click: parts.about }]),
      ],
    },
  ];
}

function fileMenu(parts: MenuParts): MenuItemConstructorOptions[] {
  const { isMac, recent } = parts;
  return [
    { label: "Import…", accelerator: "CmdOrCtrl+O", click: () => parts.send("screen:import") },
    {
      id: "recent",
      label: "Import Recent",
      enabled: recent.length > 0,
      submenu: [
        ...recent.map((path) => ({ label: basename(path), toolTip: path, click: () => parts.open(path) })),
        { type: "separator" },
        { id: "clear-recent", label: "Clear List", click: parts.clearRecent },
      ],
    },
    { type: "separator" },
    { id: "print", label: "Print…", accelerator: "CmdOrCtrl+P", click: parts.print },
    { id: "pdf", label: "Save as PDF…", click: parts.savePdf },
    { type: "separator" },
    isMac ? { role: "close" } : { role: "quit" },
  ];
}

function goMenu({ send, commands }: MenuParts): MenuItemConstructorOptions[] {
  const screens = commands.filter(({ id }) => id.startsWith("screen-"));
  return [
    { label: "Command Palette", accelerator: "CmdOrCtrl+K", click: () => send("palette") },
    { type: "separator" },
    ...screens.map(({ id, title }, index) => ({
      id,
      label: title,
      accelerator: `Alt+${index + 1}`,
      click: () => send(`command:${id}`),
    })),
  ];
}

/** One menu with a submenu for each group of the window's other commands. */
function commandMenus({ send, commands }: MenuParts): MenuItemConstructorOptions[] {
  const groups = Map.groupBy(
    commands.filter(({ id }) => !id.startsWith("screen-")),
    ({ group }) => group,
  );
  if (groups.size === 0) return [];
  const submenu = [...groups].map(([label, entries]) => ({
    label,
    submenu: entries.map(({ id, title }) => ({ id, label: title, click: () => send(`command:${id}`) })),
  }));
  return [{ label: "Commands", submenu }];
}

import type { MenuItemConstructorOptions } from "electron";

const screens = [
  ["import", "Import…"],
  ["data", "Data"],
  ["regimes", "Regimes and Sizing"],
  ["search", "Search"],
  ["portfolio", "Portfolio"],
  ["strategies", "Strategies"],
  ["correlation", "Correlation"],
  ["jobs", "Jobs"],
  ["engine", "Engine"],
] as const;

/** The native menu. Entries of our own are carried out by the window: `send` takes their command there. */
export function menuTemplate(send: (command: string) => void, isMac: boolean): MenuItemConstructorOptions[] {
  return [
    ...(isMac ? [{ role: "appMenu" as const }] : []),
    {
      label: "File",
      submenu: [
        { label: "Import…", accelerator: "CmdOrCtrl+O", click: () => send("screen:import") },
        { type: "separator" },
        isMac ? { role: "close" } : { role: "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "Go",
      submenu: [
        { label: "Command Palette", accelerator: "CmdOrCtrl+K", click: () => send("palette") },
        { type: "separator" },
        ...screens.map(
          ([name, label], index): MenuItemConstructorOptions => ({
            label,
            accelerator: `Alt+${index + 1}`,
            click: () => send(`screen:${name}`),
          }),
        ),
      ],
    },
    {
      label: "View",
      submenu: [
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
      ],
    },
    { role: "windowMenu" },
  ];
}

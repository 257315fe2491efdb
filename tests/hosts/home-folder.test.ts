import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { homeFolder, shippedSettings } from "../../electron/hosts/home-folder.ts";

const user = resolve("/users/ann");
const on = (platform: NodeJS.Platform, env: Record<string, string> = {}) =>
  homeFolder(undefined, { platform, env, user });

describe("homeFolder", () => {
  it("is the platform's place for data that stays on the machine", () => {
    expect(on("linux").folder).toBe(join(user, ".local/share/tessera"));
    expect(on("linux", { XDG_DATA_HOME: "/big" }).folder).toBe(join("/big", "tessera"));
    expect(on("darwin").folder).toBe(join(user, "Library/Application Support/Tessera"));
    expect(on("win32").folder).toBe(join(user, "AppData/Local/Tessera"));
    expect(on("win32", { LOCALAPPDATA: "/local", APPDATA: "/roaming" }).folder).toBe(
      join("/local", "Tessera"),
    );
  });

  it("knows where earlier versions kept the data of the desktop and of the browser", () => {
    expect(on("linux").older).toEqual(
      [".config/Tessera/data", ".config/tessera/data", ".tessera"].map((name) => join(user, name)),
    );
    expect(on("linux", { XDG_CONFIG_HOME: "/etc/ann" }).older[0]).toBe(join("/etc/ann", "Tessera/data"));
    expect(on("darwin").older[0]).toBe(join(user, "Library/Application Support/Tessera/data"));
    expect(on("win32").older[0]).toBe(join(user, "AppData/Roaming/Tessera/data"));
    expect(on("win32", { APPDATA: "/roaming" }).older[0]).toBe(join("/roaming", "Tessera/data"));
  });

  it("is the folder that is chosen, and then nothing else is meant", () => {
    const chosen = { folder: resolve("/data"), older: [] };
    const machine = { platform: "linux" as const, env: { TESSERA_HOME: "/data" }, user };
    expect(homeFolder(undefined, machine)).toEqual(chosen);
    expect(homeFolder("/data", { ...machine, env: { TESSERA_HOME: "/other" } })).toEqual(chosen);
  });
});

it("knows where the settings of the installation lie", () => {
  expect(readFileSync(shippedSettings(), "utf8")).toContain("[general]");
});

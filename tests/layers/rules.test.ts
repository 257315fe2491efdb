import { describe, expect, it } from "vitest";
import { fileNames } from "./rules/file-names.ts";
import { fileSize } from "./rules/file-size.ts";
import { imports } from "./rules/imports.ts";
import { filesNamingIpcMain } from "./rules/ipc-main.ts";
import { nativeModules } from "./rules/native-modules.ts";
import { windowFloors } from "./rules/window-floors.ts";
import { words } from "./rules/words.ts";
import { sourceFile } from "./source-file.ts";

const broken = (path: string, text: string) => imports.broken(sourceFile(path, text));

describe("the rule of imports", () => {
  it.each([
    ["electron/contract/a.ts", 'import { x } from "../service/x.ts";', "imports electron/service/x.ts"],
    ["electron/contract/a.ts", 'import type { x } from "../service/x.ts";', "imports electron/service/x.ts"],
    ["electron/contract/a.ts", 'export * from "../service/x.ts";', "imports electron/service/x.ts"],
    ["electron/contract/a.ts", 'import "node:fs";', "imports node:fs of Node"],
    ["electron/contract/a.ts", 'import fs from "fs";', "imports fs of Node"],
    ["electron/contract/a.ts", 'import { table } from "apache-arrow";', "imports the package apache-arrow"],
    ["electron/service/a.ts", 'import { app } from "electron";', "imports electron"],
    ["electron/service/a.ts", 'const e = await import("electron");', "imports electron"],
    ["electron/service/a.ts", 'import { x } from "../hosts/x.ts";', "imports electron/hosts/x.ts"],
    [
      "electron/service/analysis/a.ts",
      'import { c } from "../../charts/c.ts";',
      "imports electron/charts/c.ts",
    ],
    [
      "electron/service/exporting/a.ts",
      'import { c } from "../../../renderer/ui/c.ts";',
      "imports renderer/ui/c.ts",
    ],
    ["electron/charts/a.ts", 'import { x } from "../service/x.ts";', "imports electron/service/x.ts"],
    ["electron/charts/a.ts", 'import { x } from "../../renderer/ui/x.ts";', "imports renderer/ui/x.ts"],
    ["electron/charts/a.ts", 'import { useMemo } from "react";', "imports the package react"],
    ["electron/hosts/cli/a.ts", 'import { app } from "electron";', "imports electron"],
    ["renderer/a.ts", 'import { x } from "../electron/service/x.ts";', "imports electron/service/x.ts"],
    [
      "renderer/a.tsx",
      'const x = () => import("../electron/service/x.ts");',
      "imports electron/service/x.ts",
    ],
    ["renderer/a.ts", 'import { readFile } from "node:fs/promises";', "imports node:fs/promises of Node"],
    ["renderer/a.ts", 'import { ipcRenderer } from "electron";', "imports electron"],
  ])("refuses %s: %s", (path, text, expected) => {
    expect(broken(path, text)).toEqual([expected]);
  });

  it.each([
    ["electron/contract/a.ts", 'import { z } from "zod"; import { b } from "./b.ts";'],
    [
      "electron/service/a.ts",
      'import p from "../../package.json" with { type: "json" }; import { tableFromIPC } from "apache-arrow";',
    ],
    ["electron/service/exporting/a.ts", 'import { c } from "../../charts/c.ts";'],
    ["electron/charts/a.ts", 'import type { O } from "echarts"; import { m } from "../contract/m.ts";'],
    ["renderer/a.ts", 'import { c } from "../electron/charts/c.ts";'],
    ["electron/main/a.ts", 'import { app } from "electron";'],
    [
      "renderer/a.tsx",
      'import "@blueprintjs/core/lib/css/blueprint.css"; import { m } from "../electron/contract/m.ts";',
    ],
    ["electron/service/a.ts", '// import { app } from "electron";'],
  ])("allows %s: %s", (path, text) => {
    expect(broken(path, text)).toEqual([]);
  });
});

describe("the floors of the window", () => {
  const upward = (path: string, text: string) => windowFloors.broken(sourceFile(path, text));

  it.each([
    ["renderer/ui/a.ts", 'import { b } from "../bridge/b.ts";', "renderer/bridge/b.ts"],
    ["renderer/state/a.ts", 'import { c } from "../shell/c.ts";', "renderer/shell/c.ts"],
    ["renderer/screens/jobs/a.ts", 'import { d } from "../engine/d.ts";', "renderer/screens/engine/d.ts"],
    ["renderer/bridge/a.ts", 'import { e } from "../screens/data/e.ts";', "renderer/screens/data/e.ts"],
  ])("refuse %s: %s", (path, text, name) => {
    expect(upward(path, text)).toEqual([`imports ${name}, which is not below it`]);
  });

  it("allow what is below and what is beside in the same room", () => {
    expect(upward("renderer/screens/jobs/a.ts", 'import { u } from "../../ui/u.ts";')).toEqual([]);
    expect(upward("renderer/screens/jobs/part/a.ts", 'import { j } from "../j.ts";')).toEqual([]);
    expect(upward("renderer/shell/a.ts", 'const x = () => import("../screens/data/x.tsx");')).toEqual([]);
    expect(upward("renderer/somewhere/a.ts", "")).toEqual(["stands in no known room of the window"]);
  });
});

describe("the other rules", () => {
  it("finds a native module that is loaded outside the engine", () => {
    const text = 'const addon = require("./tessera.node");';
    expect(nativeModules.broken(sourceFile("electron/service/importing/a.ts", text))).not.toEqual([]);
    expect(nativeModules.broken(sourceFile("electron/hosts/cli/a.ts", "process.dlopen(m, f);"))).not.toEqual(
      [],
    );
    expect(nativeModules.broken(sourceFile("electron/service/engine/a.ts", text))).toEqual([]);
    expect(nativeModules.broken(sourceFile("electron/service/a.ts", "// tessera.node"))).toEqual([]);
  });

  it("counts lines", () => {
    const lines = (count: number) => "x;\n".repeat(count);
    expect(fileSize.broken(sourceFile("electron/service/a.ts", lines(500)))).toEqual([]);
    expect(fileSize.broken(sourceFile("electron/service/a.ts", lines(501)))).toEqual(["has 501 lines"]);
    expect(fileSize.broken(sourceFile("native/csv/a.cpp", lines(501)))).toEqual(["has 501 lines"]);
    expect(fileSize.broken(sourceFile("electron/hosts/cli/main.ts", lines(101)))).toEqual(["has 101 lines"]);
  });

  it("finds a second file that names ipcMain", () => {
    const name = 'import { ipcMain } from "electron";';
    const files = ["electron/main/a.ts", "electron/main/b.ts"].map((path) => sourceFile(path, name));
    expect(filesNamingIpcMain(files)).toEqual(["electron/main/a.ts", "electron/main/b.ts"]);
    expect(filesNamingIpcMain([sourceFile("electron/main/c.ts", "// ipcMain")])).toEqual([]);
  });

  it("finds wrong names", () => {
    for (const path of ["electron/service/MyFile.ts", "renderer/ui/my_view.tsx", "native/csv/MyFile.cpp"]) {
      expect(fileNames.broken(sourceFile(path, "")), path).not.toEqual([]);
    }
    for (const path of ["electron/service/my-file.ts", "renderer/ui/MyView.tsx", "native/csv/my_file.cpp"]) {
      expect(fileNames.broken(sourceFile(path, "")), path).toEqual([]);
    }
  });

  it.each([
    "see /home/somebody/file",
    ["`", "root", "x`"].join("/"),
    "https://registry.example.org/p",
    "// TODO later",
    "see issue 12",
  ])("finds forbidden words: %s", (text) => {
    expect(words.broken(sourceFile("docs/a.md", text))).toHaveLength(1);
    expect(words.broken(sourceFile("docs/a.md", "the root of the home/work folder"))).toEqual([]);
  });
});

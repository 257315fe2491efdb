import { describe, expect, it } from "vitest";
import { commentWidth } from "./rules/comment-width.ts";
import { crowdedFolders } from "./rules/crowded-folders.ts";
import { deadLinks } from "./rules/dead-links.ts";
import { fileNames } from "./rules/file-names.ts";
import { fileSize } from "./rules/file-size.ts";
import { functionSize } from "./rules/function-size.ts";
import { imports } from "./rules/imports.ts";
import { filesNamingIpcMain } from "./rules/ipc-main.ts";
import { lonelyFiles } from "./rules/lonely-files.ts";
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

describe("the size of a function", () => {
  const inside = (count: number) => "  x();\n".repeat(count);
  const broken = (path: string, text: string) => functionSize.broken(sourceFile(path, text));

  it("has a limit in TypeScript, wherever the function stands", () => {
    const long = `const a = {\n  b: () => {\n${inside(70)}},\n};\nfunction short() {\n${inside(68)}}\n`;
    expect(broken("electron/service/a.ts", long)).toEqual(["has a function b of 72 lines"]);
    expect(broken("renderer/ui/A.tsx", `function A() {\n${inside(69)}  return <p />;\n}\n`)).toHaveLength(1);
    expect(broken("tests/a.test.ts", long)).toEqual([]);
  });

  it("has the same limit in C++ and CUDA", () => {
    const body = (count: number) => `{\n${inside(count)}}\n`;
    const method = `namespace n {\nclass C : D {\n public:\n  C(int a) : a_{a} ${body(69)}\n private:\n  int a_;\n};\n}\n`;
    expect(broken("native/csv/a.cpp", method)).toEqual(["has a function C of 71 lines"]);
    const kernel = `template <class T>\n__global__ void __launch_bounds__(256) pass(T* x) ${body(68)}`;
    expect(broken("native/backends/a.cu", kernel)).toEqual(["has a function pass of 71 lines"]);
    expect(broken("native/csv/b.cpp", `void a() ${body(68)}\nvoid b() ${body(68)}`)).toEqual([]);
    const table = `constexpr int kTable[] = ${body(90)};\nextern "C" {\nvoid c() ${body(3)}}\n`;
    expect(broken("native/csv/c.cpp", table)).toEqual([]);
  });

  it("is not fooled by braces in comments, texts and lines of the preprocessor", () => {
    const odd = `// {\n/* { */ const char* t = "{"; char c = '{';\n#define OPEN {\nint big = 1'000'000;\nvoid f() {}\n`;
    expect(broken("native/csv/a.cpp", `${odd}${inside(80)}`)).toEqual([]);
    expect(broken("native/csv/a.cpp", `${odd}void long_one() {\n${inside(70)}}\n`)).toHaveLength(1);
  });
});

describe("the size of a folder and of a file", () => {
  const empty = (path: string) => sourceFile(path, "");

  it("counts the code of a folder, and not what lies below it or beside it", () => {
    const many = (count: number, ending: string) =>
      Array.from({ length: count }, (_, at) => empty(`native/csv/f${at}.${ending}`));
    expect(crowdedFolders([...many(25, "cpp"), empty("native/csv/README.md")])).toEqual([]);
    expect(crowdedFolders([...many(25, "cpp"), empty("native/csv/below/a.cpp")])).toEqual([]);
    expect(crowdedFolders([...many(20, "cpp"), ...many(6, "h")])).toEqual(["native/csv has 26 files"]);
    expect(crowdedFolders(many(40, "cpp").map(({ path }) => empty(`native/tests/${path}`)))).toEqual([]);
  });

  it("finds a small file that one folder uses", () => {
    const found = (...users: readonly (readonly [string, string])[]) =>
      lonelyFiles([
        sourceFile("electron/service/jobs/a.ts", "export const a = 1;\n"),
        ...users.map(([path, text]) => sourceFile(path, text)),
      ]);
    const beside = ["electron/service/jobs/b.ts", 'import { a } from "./a.ts";'] as const;
    expect(found(beside)).toEqual(["electron/service/jobs/a.ts has 1 lines and users in one folder"]);
    expect(
      found(beside, ["tests/a.test.ts", 'import { a } from "../electron/service/jobs/a.ts";']),
    ).toHaveLength(1);
    expect(found(beside, ["electron/service/search/c.ts", 'import { a } from "../jobs/a.ts";'])).toEqual([]);
    expect(found(["electron/service/jobs/b.ts", 'const a = await import("./a.ts");'])).toEqual([]);
    expect(found()).toEqual([]);
  });

  it("leaves lists and handlers of a folder and files of some length alone", () => {
    const user = (name: string) =>
      sourceFile("electron/service/b.ts", `import { a } from "./jobs/${name}.ts";`);
    const long = sourceFile("electron/service/jobs/long.ts", "x;\n".repeat(25));
    expect(lonelyFiles([long, user("long")])).toEqual([]);
    const list = sourceFile("electron/service/jobs/registrations.ts", "x;\n");
    expect(lonelyFiles([list, user("registrations")])).toEqual([]);
    const chart = sourceFile("electron/charts/bars.ts", "x;\n");
    const screen = sourceFile("renderer/a.ts", 'import { x } from "../electron/charts/bars.ts";');
    expect(lonelyFiles([chart, screen])).toEqual([]);
    const handler = sourceFile("electron/service/jobs/handlers/job.ts", "x;\n");
    expect(lonelyFiles([handler, user("handlers/job")])).toEqual([]);
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

  it("finds lines of comments that are too wide, and no others", () => {
    const words = "word ".repeat(30);
    const wide = (text: string) => commentWidth.broken(sourceFile("electron/service/a.ts", text));
    for (const text of [
      `// ${words}`,
      `/** ${words} */`,
      `/**\n * a\n * ${words}\n */`,
      `  {/* ${words} */}`,
    ])
      expect(wide(text)).toHaveLength(1);
    const link = `// https://example.org/${"a".repeat(130)}`;
    for (const text of [
      `const a = "// ${words}";`,
      `/* a */\n"${words}";`,
      link,
      `// biome-ignore lint: ${words}`,
    ])
      expect(wide(text)).toEqual([]);
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

describe("the rule of pages", () => {
  const page = (text: string) =>
    deadLinks([
      sourceFile("docs/a.md", text),
      sourceFile("docs/b.md", "## What it is\n"),
      sourceFile("bench/lib/c.ts", ""),
    ]);

  it.each([
    ["[b](c.md)", "docs/a.md links to c.md"],
    ["[b](b.md#what-it-was)", "docs/a.md links to b.md#what-it-was"],
    ["[b](#nowhere)", "docs/a.md links to #nowhere"],
    ["`bench/lib/d.ts`", "docs/a.md names bench/lib/d.ts"],
  ])("%s leads nowhere", (text, says) => expect(page(text)).toEqual([says]));

  it("lets what is there pass", () => {
    const text =
      "# Here\n[b](b.md#what-it-is) [c](../bench/lib/) [me](#here) [web](https://a.b/c) `bench/lib/c.ts` `lib/c.ts`";
    expect(page(text)).toEqual([]);
  });
});

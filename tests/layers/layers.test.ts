import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repositoryFiles } from "./repository.ts";
import type { Rule } from "./rule.ts";
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

const files = repositoryFiles(join(import.meta.dirname, "..", ".."));
const violations = (rule: Rule) =>
  files.flatMap((file) => rule.broken(file).map((what) => `${file.path} ${what}`));

describe("the repository", () => {
  it.each([imports, windowFloors, nativeModules, fileSize, fileNames, commentWidth, words])(
    "keeps: $name",
    (rule) => {
      expect(violations(rule)).toEqual([]);
    },
  );

  it(`keeps: ${functionSize.name}`, { timeout: 60_000 }, () => {
    expect(violations(functionSize)).toEqual([]);
  });

  it("has no folder of more than 25 files of code", () => {
    expect(crowdedFolders(files)).toEqual([]);
  });

  it("has no small file that belongs into the only one that uses it", () => {
    expect(lonelyFiles(files)).toEqual([]);
  });

  it("has no page with a link or a file of code that leads nowhere", () => {
    expect(deadLinks(files)).toEqual([]);
  });

  it("names ipcMain in one file at most, and that is in electron/main", () => {
    const found = filesNamingIpcMain(files);
    expect(found.length).toBeLessThanOrEqual(1);
    for (const path of found) expect(path).toMatch(/^electron\/main\//);
  });
});

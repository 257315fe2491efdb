import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const file = join(import.meta.dirname, "..", "in-page", "find-misplaced.ts");
const source = stripTypeScriptTypes(readFileSync(file, "utf8"));

/** What is wrong with the texts that are seen, a line each (in-page/find-misplaced.ts); empty when nothing is. */
export const misplacedTexts = (page: Page): Promise<string[]> => page.evaluate(source);

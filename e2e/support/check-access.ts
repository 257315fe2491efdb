import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Both themes have the same elements, in other colours. */
const rules: Readonly<Record<"dark" | "light", RunOptions>> = {
  dark: { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] },
  light: { runOnly: ["color-contrast"] },
};

/** No violation of WCAG 2 A and AA on what is shown, in the dark and in the light theme. */
export async function checkAccess(page: Page): Promise<void> {
  const shown = await page.locator("html").getAttribute("data-theme");
  for (const theme of ["dark", "light"] as const) {
    await setTheme(page, theme);
    const found = (await violationsOf(page, rules[theme])).map(
      ({ id, nodes }) =>
        `${theme} ${id}: ${nodes
          .slice(0, 3)
          .map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`)
          .join(" | ")}`,
    );
    expect.soft(found).toEqual([]);
  }
  await setTheme(page, shown ?? "dark");
}

/**
 * A document is given axe once and keeps it: to read its half a megabyte anew takes as long as what it looks for. Of what is
 * in order nothing is described.
 */
async function violationsOf(page: Page, options: RunOptions): Promise<AxeResults["violations"]> {
  if (await page.evaluate("window.axe === undefined")) await page.evaluate(axe);
  const asked = JSON.stringify({ ...options, resultTypes: ["violations"] } satisfies RunOptions);
  return page.evaluate(`axe.run(document, ${asked}).then(({ violations }) => violations)`);
}

/** The colours of a theme at once, without the command that a user gives, so that menus and dialogs stay open. */
export async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(
    `document.documentElement.dataset.theme = ${JSON.stringify(theme)};
     document.documentElement.classList.toggle("bp6-dark", ${theme === "dark"});
     new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));`,
  );
}

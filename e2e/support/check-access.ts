import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** No violation of WCAG 2 A and AA on what is shown, in the dark and in the light theme. */
export async function checkAccess(page: Page): Promise<void> {
  const shown = await page.locator("html").getAttribute("data-theme");
  for (const theme of ["dark", "light"]) {
    await setTheme(page, theme);
    // Alone: frames of other origins, for which it would open a page of its own each time, there are none.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    // Both themes have the same elements, in other colours.
    const { violations } = await (theme === "dark"
      ? axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"])
      : axe.withRules(["color-contrast"])
    ).analyze();
    const found = violations.map(
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

/** The colours of a theme at once, without the command that a user gives, so that menus and dialogs stay open. */
export async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(
    `document.documentElement.dataset.theme = ${JSON.stringify(theme)};
     document.documentElement.classList.toggle("bp6-dark", ${theme === "dark"});
     new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));`,
  );
}

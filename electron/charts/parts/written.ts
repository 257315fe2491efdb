// The only ways in which a text from a file gets into a chart's HTML and rich text. A test looks for others.

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A template whose values stand in the HTML letter for letter, whatever they are; only the template itself is markup. */
export function html(
  markup: TemplateStringsArray,
  ...values: readonly (string | number | undefined)[]
): string {
  return String.raw({ raw: markup }, ...values.map((value) => escapeHtml(String(value ?? ""))));
}

/** A text as HTML shows it, letter for letter. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);
}

/**
 * A text that a label with rich text shows letter for letter: "{bold|x}" is no style. A word joiner, which has no width, stands
 * between.
 */
export function richText(text: string): string {
  return text.replaceAll("{", "{\u2060").replaceAll("}", "\u2060}");
}

/**
 * Props that give an element an explanation on hover and on keyboard focus. Lines are separated by "\n"; the first is the heading.
 * One layer draws all of them (TipLayer), so that a thousand cells can each have one.
 */
export function tip(text: string): { "data-tip": string; "aria-description": string } {
  return { "data-tip": text, "aria-description": text.replaceAll("\n", ". ") };
}

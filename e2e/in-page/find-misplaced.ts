/**
 * What is wrong with the texts that are seen, a line each: cut off by a box that does not scroll, cut short without the whole
 * text in a tip, a figure that is cut short at all, or one text over another. Texts of charts are on canvases and not among
 * them. Runs in the page as an expression, so that it uses nothing from outside.
 */
function findMisplaced(): string[] {
  const slack = 2;
  interface Box {
    left: number;
    right: number;
    top: number;
    bottom: number;
  }
  interface Seen {
    element: Element;
    text: string;
    box: Box;
  }
  const meet = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    right: Math.min(a.right, b.right),
    top: Math.max(a.top, b.top),
    bottom: Math.min(a.bottom, b.bottom),
  });
  const isEmpty = ({ left, right, top, bottom }: Box) => right - left < 1 || bottom - top < 1;
  const styles = new Map<Element, CSSStyleDeclaration>();
  const styleOf = (element: Element) => {
    const known = styles.get(element) ?? getComputedStyle(element);
    styles.set(element, known);
    return known;
  };
  const hasTip = (element: Element) =>
    element.closest("[title], [data-tip], [aria-describedby]") !== null ||
    element.querySelector("[title], [data-tip]") !== null;
  const found = new Set<string>();
  const seen: Seen[] = [];
  const windowBox = { left: 0, right: innerWidth, top: 0, bottom: innerHeight };

  function look(node: Text): void {
    const element = node.parentElement;
    const text = (node.textContent ?? "").trim();
    if (!element || text === "") return;
    const style = styleOf(element);
    if (style.visibility === "hidden" || style.opacity === "0") return;
    // Texts for screen readers alone.
    if (element.closest(".visually-hidden, [aria-hidden='true'], script, style, noscript")) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const whole: Box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom };
      if (isEmpty(whole)) continue;
      let box = whole;
      let scrollsX = false;
      let scrollsY = false;
      let shortened: Element | null = null;
      let cutBy: Element | null = null;
      for (let up: Element | null = element; up; up = up.parentElement) {
        const { overflowX, overflowY, textOverflow, position } = styleOf(up);
        const clips = overflowX !== "visible" || overflowY !== "visible";
        if (clips && up !== document.documentElement && up !== document.body) {
          const own = up.getBoundingClientRect();
          const within = meet(box, {
            left: overflowX === "visible" ? -1e6 : own.left,
            right: overflowX === "visible" ? 1e6 : own.right,
            top: overflowY === "visible" ? -1e6 : own.top,
            bottom: overflowY === "visible" ? 1e6 : own.bottom,
          });
          scrollsX ||= /auto|scroll/.test(overflowX);
          scrollsY ||= /auto|scroll/.test(overflowY);
          const losesX = box.right - within.right > slack || within.left - box.left > slack;
          const losesY = box.bottom - within.bottom > slack + 2 || within.top - box.top > slack + 2;
          if (losesX && textOverflow === "ellipsis") shortened ??= up;
          else if ((losesX && !scrollsX) || (losesY && !scrollsY)) cutBy ??= up;
          box = within;
        }
        if (position === "fixed") break;
      }
      const inWindow = meet(box, windowBox);
      if (isEmpty(inWindow)) {
        const by = shortened ?? cutBy;
        if (isEmpty(box) && by && !scrollsX && !scrollsY)
          found.add(`not seen at all, in ${nameOf(by)}: ${text.slice(0, 60)}`);
        continue;
      }
      const isFigure = /^[−+-]?[₹$€£]?[\d.,]+( ?%)?$/.test(text);
      if (shortened && (isFigure || !hasTip(element)))
        found.add(`cut short without a tip, in ${nameOf(shortened)}: ${text.slice(0, 60)}`);
      else if (cutBy && !shortened) found.add(`cut off by ${nameOf(cutBy)}: ${text.slice(0, 60)}`);
      else if (!scrollsX && box.right - innerWidth > slack)
        found.add(`beyond the window: ${text.slice(0, 60)}`);
      seen.push({ element, text, box: inWindow });
    }
  }
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}${element.classList.length > 0 ? `.${[...element.classList].slice(0, 2).join(".")}` : ""}`;

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) look(walker.currentNode as Text);

  /** Whether something opaque lies between two texts at a point, as a menu over a page. */
  function isCovered(a: Element, b: Element, x: number, y: number): boolean {
    const stack = document.elementsFromPoint(x, y);
    const places = [stack.indexOf(a), stack.indexOf(b)].sort((one, other) => one - other);
    if ((places[0] as number) < 0) return true;
    const lower = stack[places[1] as number] as Element;
    return stack
      .slice(0, places[1])
      .some(
        (one) => !one.contains(lower) && !/^rgba\(.*, 0\)$|^transparent$/.test(styleOf(one).backgroundColor),
      );
  }
  // No table is cut at its side.
  for (const table of document.querySelectorAll("table"))
    for (let up = table.parentElement; up; up = up.parentElement) {
      if (!/auto|scroll|hidden/.test(styleOf(up).overflowX)) continue;
      if (table.getBoundingClientRect().width > up.clientWidth + 1)
        found.add(`table scrolls sideways: ${(table.textContent ?? "").trim().slice(0, 60)}`);
      break;
    }

  // Columns give way until a table fits; the columns of a file that is looked at do not.
  for (const grid of document.querySelectorAll('[role="grid"]:not([aria-label="First rows of the file"])'))
    if (grid.scrollWidth > grid.clientWidth + 1)
      found.add(`scrolls sideways: ${grid.getAttribute("aria-label")}`);

  seen.sort((a, b) => a.box.top - b.box.top);
  seen.forEach((one, at) => {
    for (let next = at + 1; next < seen.length; next++) {
      const other = seen[next] as Seen;
      if (other.box.top >= one.box.bottom) break;
      if (other.element === one.element) continue;
      const both = meet(one.box, other.box);
      if (both.right - both.left <= slack || both.bottom - both.top <= slack + 2) continue;
      if (one.element.contains(other.element) && one.element !== other.element && one.text === other.text)
        continue;
      const [x, y] = [(both.left + both.right) / 2, (both.top + both.bottom) / 2];
      if (isCovered(one.element, other.element, x, y)) continue;
      found.add(`one over the other: ${one.text.slice(0, 40)} | ${other.text.slice(0, 40)}`);
    }
  });
  return [...found];
}

// The value of the script.
findMisplaced();

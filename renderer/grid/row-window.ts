import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** A row that has an element, and its distance from the top of the body in pixels. */
export interface RowInView {
  readonly index: number;
  readonly start: number;
}

/** Rows that have an element beyond either edge, so that a small step shows them at once. */
const SPARE = 5;

/** After so many milliseconds without a step scrolling has ended. */
const REST_MS = 150;

/** Rows `first` to before `behind` lie within the edges. */
interface View {
  readonly first: number;
  readonly behind: number;
  readonly isScrolling: boolean;
}

/** The rows in view of `count` that begin at the top of the body. */
export function rowsInView(
  { first, behind }: Omit<View, "isScrolling">,
  count: number,
  height: number,
): RowInView[] {
  // Fewer rows than before: the last of them, as the browser will scroll to.
  const from = Math.max(0, Math.min(first, count - (behind - first)) - SPARE);
  const to = Math.min(count, behind + SPARE);
  return Array.from({ length: Math.max(0, to - from) }, (_, k) => ({
    index: from + k,
    start: (from + k) * height,
  }));
}

/** Where to scroll to so that a row is seen as a whole; undefined: it is. `room` is what the rows have of the height. */
export function scrollFor(index: number, height: number, top: number, room: number): number | undefined {
  const start = index * height;
  if (start < top) return start;
  return start + height > top + room ? start + height - room : undefined;
}

/**
 * The rows of a grid that are in view. All are of one height, so that nothing is kept of the others: an object for each of a
 * million rows, made anew whenever they are sorted, stops the window.
 */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, count: number, height: number) {
  const [view, setView] = useState<View>({
    first: 0,
    behind: 0,
    isScrolling: false,
  });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const look = (isScrolling: boolean) =>
      setView((old) => {
        const first = Math.floor(element.scrollTop / height);
        const behind = Math.ceil((element.scrollTop + element.clientHeight) / height);
        const isSame = old.first === first && old.behind === behind && old.isScrolling === isScrolling;
        return isSame ? old : { first, behind, isScrolling };
      });
    const onScroll = () => {
      clearTimeout(rest);
      rest = setTimeout(() => look(false), REST_MS);
      look(true);
    };
    const sizes = new ResizeObserver(() => look(false));
    sizes.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    look(false);
    return () => {
      clearTimeout(rest);
      sizes.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [scroller, height]);
  const show = (index: number) => {
    const element = scroller.current;
    if (!element) return;
    // The headings stay over the rows.
    const head = Math.max(0, element.scrollHeight - count * height);
    const top = scrollFor(index, height, element.scrollTop, element.clientHeight - head);
    if (top !== undefined) element.scrollTop = top;
  };
  return {
    rows: rowsInView(view, count, height),
    isScrolling: view.isScrolling,
    show,
  };
}

/**
 * Rows in view and how many elements they share. While it scrolls, elements stay where they are in the document (moving one
 * costs as much as making it); at rest they are put in reading order again.
 */
export function useRowPool(items: RowInView[], isScrolling: boolean): { items: RowInView[]; pool: number } {
  const poolSize = useRef(1);
  poolSize.current = Math.max(poolSize.current, items.length);
  const pool = poolSize.current;
  if (isScrolling) items.sort((a, b) => (a.index % pool) - (b.index % pool));
  return { items, pool };
}

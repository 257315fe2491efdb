import { useCallback } from "react";

/**
 * A ref for an area that may scroll: while its content is larger than itself it can be focused, so that arrow keys scroll it.
 * It never is when there is nothing to scroll, which would only be one more stop on the way.
 */
export function useScrollFocus(): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const update = () => {
      const taller = element.scrollHeight > element.clientHeight + 1;
      const wider = element.scrollWidth > element.clientWidth + 1;
      if (taller || wider) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    };
    const sizes = new ResizeObserver(update);
    sizes.observe(element);
    const content = new MutationObserver(update);
    content.observe(element, { childList: true, subtree: true, characterData: true });
    update();
    return () => {
      sizes.disconnect();
      content.disconnect();
    };
  }, []);
}

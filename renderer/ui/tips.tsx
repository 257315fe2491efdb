import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import "./tips.css";

/**
 * Props that give an element an explanation on hover and on keyboard focus. Lines are separated by "\n"; the first is the
 * heading. One layer draws all of them (TipLayer), so that a thousand cells can each have one.
 */
export function tip(text: string): { "data-tip": string; "aria-description": string } {
  return { "data-tip": text, "aria-description": text.replaceAll("\n", ". ") };
}

interface Shown {
  readonly text: string;
  readonly target: DOMRect;
}

const DELAY_MS = 350;
const GAP = 6;

/** Shows the explanation of whatever is hovered or focused; Escape hides it. Mounted once by the shell. */
export function TipLayer() {
  const shown = useShown();
  const box = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (!shown || !box.current) return;
    const { width, height } = box.current.getBoundingClientRect();
    const { target } = shown;
    const below = target.bottom + GAP;
    const top = below + height > window.innerHeight ? target.top - GAP - height : below;
    const left = Math.min(target.left + target.width / 2 - width / 2, window.innerWidth - width - GAP);
    box.current.style.transform = `translate(${Math.round(Math.max(GAP, left))}px, ${Math.round(Math.max(GAP, top))}px)`;
  }, [shown]);

  if (!shown) return null;
  const [heading = "", ...lines] = shown.text.split("\n");
  return createPortal(
    <div className="tip" role="tooltip" ref={box}>
      <div className={lines.length > 0 ? "tip-heading" : undefined}>{heading}</div>
      {lines.map((line) => (
        <div key={line} className="tip-line">
          {line}
        </div>
      ))}
    </div>,
    document.body,
  );
}

/** The explanation to show: of what the pointer rests on, or of what the keyboard came to. */
function useShown(): Shown | null {
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    let timer = 0;
    let current: Element | null = null;
    const hide = () => {
      clearTimeout(timer);
      current = null;
      setShown(null);
    };
    const show = (element: Element, delay: number) => {
      if (element === current) return;
      hide();
      current = element;
      timer = window.setTimeout(() => {
        const text = element.getAttribute("data-tip");
        if (text && element.isConnected) setShown({ text, target: element.getBoundingClientRect() });
      }, delay);
    };
    const onOver = (event: Event) => {
      const element = event.target instanceof Element ? event.target.closest("[data-tip]") : null;
      if (element) show(element, DELAY_MS);
      else hide();
    };
    const onFocus = (event: FocusEvent) => {
      const element = event.target instanceof Element ? event.target.closest("[data-tip]") : null;
      if (element?.matches(":focus-visible")) show(element, 0);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") hide();
    };
    const listeners: [string, (event: never) => void][] = [
      ["pointerover", onOver],
      ["focusin", onFocus],
      ["focusout", hide],
      ["pointerdown", hide],
      ["keydown", onKey],
      ["wheel", hide],
    ];
    for (const [name, listener] of listeners)
      document.addEventListener(name, listener as EventListener, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const [name, listener] of listeners)
        document.removeEventListener(name, listener as EventListener, { capture: true });
    };
  }, []);
  return shown;
}

import { useLayoutEffect, useRef } from "react";
import { useChartTheme } from "./use-chart-theme.ts";

interface SparklineProps {
  readonly values: ArrayLike<number> | null;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * A curve without axes, with the zero line; in the loss colour when it ends below zero. Drawn on a canvas: a table has many.
 */
export function Sparkline({ values, width, height }: SparklineProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useChartTheme();
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    if (!values || values.length < 2) return;
    let low = 0;
    let high = 0;
    for (let at = 0; at < values.length; at++) {
      const value = values[at] ?? 0;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const y = (value: number) => 2 + (1 - (value - low) / (high - low || 1)) * (height - 4);
    const zero = Math.round(y(0)) + 0.5;
    context.strokeStyle = theme.line;
    context.globalAlpha = 0.5;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(0, zero);
    context.lineTo(width, zero);
    context.stroke();
    context.globalAlpha = 1;
    context.strokeStyle = (values[values.length - 1] ?? 0) < 0 ? theme.loss : theme.accent;
    context.lineWidth = 1.25;
    context.lineJoin = "round";
    context.beginPath();
    for (let at = 0; at < values.length; at++)
      context.lineTo(1 + (at / (values.length - 1)) * (width - 2), y(values[at] ?? 0));
    context.stroke();
  }, [values, width, height, theme, ratio]);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: this canvas takes no focus; the figures beside it say the same
    <canvas
      ref={canvas}
      className="sparkline"
      width={width * ratio}
      height={height * ratio}
      aria-hidden="true"
    />
  );
}

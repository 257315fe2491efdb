import type { EChartsType } from "echarts/core";

/** Calls back with the place on the x axis while the pointer is pressed on the chart, and once more, done, when it is let go. */
export function dragOnAxis(chart: EChartsType, onPlace: (place: number, done: boolean) => void): void {
  let dragging = false;
  const surface = chart.getZr();
  const report = (event: { offsetX: number }, done: boolean) => {
    const place = chart.convertFromPixel({ xAxisIndex: 0 }, event.offsetX);
    if (Number.isFinite(place)) onPlace(place, done);
  };
  surface.on("mousedown", (event) => {
    dragging = true;
    report(event, false);
  });
  surface.on("mousemove", (event) => {
    if (dragging) report(event, false);
  });
  const end = (event: { offsetX: number }) => {
    if (dragging) report(event, true);
    dragging = false;
  };
  surface.on("mouseup", end);
  surface.on("globalout", end);
}

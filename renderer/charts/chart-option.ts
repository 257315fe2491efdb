import type { EChartsOption } from "echarts";

/** What a chart module returns: data for ECharts, nothing drawn. */
export type ChartOption = EChartsOption;

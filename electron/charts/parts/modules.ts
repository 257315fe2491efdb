import { BarChart, CustomChart, HeatmapChart, LineChart } from "echarts/charts";
import {
  CalendarComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  VisualMapContinuousComponent,
} from "echarts/components";

/** The modules of ECharts that the charts are made of; the window and the pictures each add a renderer. */
export const chartModules = [
  BarChart,
  CustomChart,
  HeatmapChart,
  LineChart,
  CalendarComponent,
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  MarkPointComponent,
  TitleComponent,
  VisualMapContinuousComponent,
];

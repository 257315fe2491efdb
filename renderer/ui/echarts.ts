import { TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { chartModules } from "../../electron/charts/parts/modules.ts";

use([...chartModules, TooltipComponent, CanvasRenderer]);

/** ECharts with the parts that the charts of this product use and no others. */
export { init };

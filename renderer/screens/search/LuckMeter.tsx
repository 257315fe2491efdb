import { useMemo } from "react";
import { type LuckGaugeData, luckGauge } from "../../../electron/charts/luck-gauge.ts";
import type { SearchLuck } from "../../../electron/contract/search-result.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { toCsv } from "../../ui/text.ts";
import { useChartTheme } from "../../ui/use-chart-theme.ts";

interface LuckMeterProps {
  /** While the search runs only what is known so far; null before anything was found. */
  readonly luck: (Pick<SearchLuck, "deflatedSharpe"> & Partial<SearchLuck>) | null;
  readonly holdOut: boolean;
  readonly nullTwin: boolean;
  readonly fitness?: number;
  /** When the tests were made, or will be. */
  readonly note: string;
}

const atMostOne = (value: number) => Math.min(1, Math.max(0, value));

/** How much of the result stands against luck: one track per test, filled when it is known. */
export function LuckMeter({ luck, holdOut, nullTwin, fitness, note }: LuckMeterProps) {
  const theme = useChartTheme();
  const measures = useMemo((): LuckGaugeData["measures"] => {
    const held = luck?.holdOut;
    const twin = luck?.nullTwin;
    return [
      {
        label: "Deflated Sharpe",
        note: "chance that it is skill",
        value: luck?.deflatedSharpe ?? Number.NaN,
        pass: 0.95,
      },
      ...(holdOut
        ? [
            {
              label: "Held out",
              note: "Sharpe kept on unseen rows",
              value: held ? atMostOne(held.heldOut.sharpe / held.searched.sharpe) : Number.NaN,
              pass: 0.5,
            },
          ]
        : []),
      ...(nullTwin
        ? [
            {
              label: "Null twin",
              note: "above what noise gives",
              value: twin && fitness ? atMostOne(1 - twin.fitness / fitness) : Number.NaN,
              pass: 0.5,
            },
          ]
        : []),
    ];
  }, [luck, holdOut, nullTwin, fitness]);
  const option = useMemo(() => luckGauge({ measures }, { theme }), [measures, theme]);
  return (
    <ChartPanel
      title="How lucky"
      note={note}
      label="Tests of the result against luck"
      option={option}
      csv={() =>
        toCsv(
          ["test", "value", "stands_from"],
          measures.map((one) => [one.label, one.value, one.pass]),
        )
      }
    />
  );
}

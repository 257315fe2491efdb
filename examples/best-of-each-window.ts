// The strategy with the best Sharpe ratio of every window of the day, and how the chosen ones do together: a script over the
// service.
//   npx node examples/best-of-each-window.ts DATASET [DATA ROOT]
import { join } from "node:path";
import { portfolioScore } from "../electron/contract/methods/portfolio.ts";
import { strategyMetrics } from "../electron/contract/methods/strategy.ts";
import { homeFolder } from "../electron/hosts/home-folder.ts";
import { createService } from "../electron/service/create-service.ts";
import { liveSettings } from "../electron/service/settings/live-settings.ts";

const [dataset = "", root] = process.argv.slice(2);
const home = homeFolder(root).folder;
const tessera = createService({ home, settings: liveSettings({ file: join(home, "settings.ini") }) });

// Every call is a method of docs/methods.md with its request; what it returns is typed. A failed one throws a Problem.
const { strategies, values } = await tessera.call(strategyMetrics, { dataset, metrics: ["sharpe"] });
const sharpe = values[0] ?? new Float64Array();

const best = new Map<string, number>();
for (const [index, name] of strategies.entries()) {
  const window = /\d{3,4}-\d{3,4}/.exec(name)?.[0] ?? "";
  const value = sharpe[index] ?? Number.NaN;
  // A constant strategy has none.
  if (value > (sharpe[best.get(window) ?? -1] ?? Number.NEGATIVE_INFINITY)) best.set(window, index);
}
for (const [window, index] of [...best].sort())
  console.log(`${window}  ${sharpe[index]?.toFixed(2).padStart(6)}  ${strategies[index]}`);

const members = [...best.values()].map((index) => strategies[index] ?? "");
const score = await tessera.call(portfolioScore, { dataset, members });
console.log(`together: ${members.length} members, fitness ${score.fitness.toFixed(3)}`);
tessera.close();

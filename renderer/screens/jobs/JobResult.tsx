import { Button } from "@blueprintjs/core";
import { Database, TimelineAreaChart } from "@blueprintjs/icons";
import { z } from "zod";
import type { JobView } from "../../../electron/contract/job-record.ts";
import { Problem } from "../../../electron/contract/problem.ts";
import { searchResult } from "../../../electron/contract/search-result.ts";
import { useHost } from "../../bridge/use-host.ts";
import { formatFigure } from "../../charts/format-figure.ts";
import { addPortfolio } from "../../portfolios/add-portfolio.ts";
import { algorithmNames } from "../../searches/algorithm-names.ts";
import { currentDataset } from "../../state/current-dataset.ts";
import { goTo } from "../../state/route.ts";
import { messages } from "../../ui/toaster.ts";

const madeDataset = z.object({ dataset: z.object({ name: z.string() }) });
const searchRequest = z.object({ dataset: z.string(), out: z.string().optional() });

/** What came of a job and where it leads: the dataset that was made, the portfolio that was found, files. */
export function JobResult({ job, result }: { job: JobView; result: unknown }) {
  const host = useHost();
  const made = madeDataset.safeParse(result);
  const found = searchResult.safeParse(result);
  const asked = searchRequest.safeParse(job.request);
  const deliver = async (path: string) => {
    try {
      await host.deliver(path);
    } catch (error) {
      messages.failed(error instanceof Problem ? error.message : String(error));
    }
  };
  if (made.success) {
    const { name } = made.data.dataset;
    return (
      <Button
        icon={<Database />}
        text={`Open ${name}`}
        onClick={() => {
          currentDataset.set(name);
          goTo("data");
        }}
      />
    );
  }
  if (!found.success || !asked.success) return null;
  const { best, files, luck } = found.data;
  const { dataset, out } = asked.data;
  return (
    <div className="job-result">
      <p>
        {algorithmNames[best.algorithm].title} found {formatFigure(best.size)} strategies of fitness{" "}
        <b>{formatFigure(best.fitness, 3)}</b>; deflated Sharpe {formatFigure(luck.deflatedSharpe * 100)} %.
      </p>
      <Button
        icon={<TimelineAreaChart />}
        text="Open the best"
        onClick={() => {
          addPortfolio({
            name: `${best.size} by ${algorithmNames[best.algorithm].title.toLowerCase()}`,
            dataset,
            members: best.members,
            weights: null,
            found: { algorithm: best.algorithm, fitness: best.fitness, seed: null, luck },
          });
          currentDataset.set(dataset);
          goTo("portfolio");
        }}
      />
      {out !== undefined && (
        <ul className="job-files">
          {files.map((name) => (
            <li key={name}>
              <button type="button" className="link mono" onClick={() => void deliver(`${out}/${name}`)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

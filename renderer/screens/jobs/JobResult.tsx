import { Button } from "@blueprintjs/core";
import { Database, TimelineAreaChart } from "@blueprintjs/icons";
import { z } from "zod";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { algorithmTable } from "../../../electron/contract/algorithms.ts";
import type { JobView } from "../../../electron/contract/job.ts";
import { type SearchResult, searchResult } from "../../../electron/contract/search-result.ts";
import { useDeliver } from "../../bridge/use-action.ts";
import { openFound } from "../../searches/open-found.ts";
import { VerdictWord } from "../../searches/VerdictPanel.tsx";
import { goTo } from "../../state/route.ts";
import { currentDataset } from "../../state/view.ts";

const madeDataset = z.object({ dataset: z.object({ name: z.string() }) });
const writtenFiles = z.object({ files: z.array(z.string()) });
const searchRequest = z.object({ dataset: z.string(), out: z.string().optional() });

/** What came of a job and where it leads: the dataset that was made, the portfolio that was found, files. */
export function JobResult({ job, result }: { job: JobView; result: unknown }) {
  const deliver = useDeliver();
  const made = madeDataset.safeParse(result);
  const found = searchResult.safeParse(result);
  const written = writtenFiles.safeParse(result);
  const asked = searchRequest.safeParse(job.request);
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
  const { dataset, out } = asked.data ?? {};
  const files = out === undefined ? [] : (written.data?.files ?? []);
  const best = found.data?.best;
  if (!best && files.length === 0) return null;
  return (
    <div className="job-result">
      {found.success && best && dataset !== undefined && (
        <BestFound dataset={dataset} best={best} luck={found.data.luck} />
      )}
      {files.length > 0 && (
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

/** The best portfolio of a search, to be opened. */
function BestFound({ dataset, best, luck }: { dataset: string } & Pick<SearchResult, "best" | "luck">) {
  return (
    <>
      <p>
        {algorithmTable[best.algorithm].title} found {formatFigure(best.size)} strategies of fitness{" "}
        <b>{formatFigure(best.fitness, 3)}</b>: <VerdictWord verdict={luck.verdict} />.
      </p>
      <p>{luck.sentence}</p>
      <Button
        icon={<TimelineAreaChart />}
        text="Open the best"
        onClick={() => {
          currentDataset.set(dataset);
          openFound(best, { dataset, seed: null, luck });
        }}
      />
    </>
  );
}

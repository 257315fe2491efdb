import { Button, Checkbox, Dialog, DialogBody, DialogFooter, HTMLSelect } from "@blueprintjs/core";
import { FolderNew } from "@blueprintjs/icons";
import { useState } from "react";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import type { InputOf, ResultOf } from "../../electron/contract/method.ts";
import { portfolioFiles } from "../../electron/contract/methods/portfolio.ts";
import { zoneSummary } from "../../electron/contract/methods/zone.ts";
import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";
import { countOf } from "../../electron/contract/text.ts";
import { useHost } from "../bridge/host.ts";
import { useResult } from "../bridge/use-result.ts";
import { useTask } from "../bridge/use-task.ts";
import { useCommands } from "../state/commands.ts";
import { TaskLine } from "../ui/messages.tsx";
import { ResultFiles } from "./ResultFiles.tsx";
import "./result-folder-dialog.css";

interface ResultFolderProps {
  readonly view: Omit<InputOf<typeof portfolioFiles>, "portfolios" | "zones" | "out">;
  /** Portfolios of the dataset. */
  readonly all: readonly SavedPortfolio[];
  /** Those that are in the folder unless the user says else. */
  readonly chosen: readonly SavedPortfolio[];
}

/** A press, or a command of the palette, for the dialog. */
export function ResultFolderButton(props: ResultFolderProps) {
  const [open, setOpen] = useState(false);
  useCommands("Result folder", [
    { title: "Result folder of portfolios", words: "legacy export files", run: () => setOpen(true) },
  ]);
  return (
    <>
      <Button icon={<FolderNew />} text="Result folder" onClick={() => setOpen(true)} />
      {open && <ResultFolderDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

/** What a portfolio is in the folder: left out, that of all rows (""), or that of a zone. */
type Places = Readonly<Record<string, string>>;

type Written = ResultOf<typeof portfolioFiles>;

/** Writes portfolios as the one folder that a search of the replaced system made. */
function ResultFolderDialog({ view, all, chosen, onClose }: ResultFolderProps & { onClose: () => void }) {
  const { transport } = useHost();
  const task = useTask(`Result folder of ${view.dataset}`);
  const zones = useResult(zoneSummary, { dataset: view.dataset }).data?.zones.map(({ name }) => name) ?? [];
  const [places, setPlaces] = useState<Places>(() => Object.fromEntries(chosen.map(({ id }) => [id, ""])));
  const [written, setWritten] = useState<Written | null>(null);
  const write = async () => {
    const portfolios = all
      .filter(({ id }) => places[id] !== undefined)
      .map(({ id, members }) => ({ members, ...(places[id] ? { zone: places[id] } : {}) }));
    const inZones = portfolios.some((one) => "zone" in one);
    const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
    const out = `results/${view.dataset}-portfolios-${stamp}`;
    const answer = await task.run((tools) =>
      transport.call(portfolioFiles, { ...view, portfolios, zones: inZones, out }, tools),
    );
    if (answer) setWritten(answer);
  };
  return (
    <Dialog isOpen title="Result folder of portfolios" onClose={onClose} className="result-folder-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <DialogBody>
          {written ? (
            <WrittenFolder written={written} />
          ) : (
            <PlaceList all={all} zones={zones} places={places} onPlaces={setPlaces} />
          )}
          <TaskLine {...task} />
        </DialogBody>
        <DialogFooter
          actions={
            written ? (
              <Button intent="primary" text="Close" onClick={onClose} />
            ) : (
              <>
                <Button text="Cancel" onClick={task.running ? task.cancel : onClose} />
                <Button
                  type="submit"
                  intent="primary"
                  text="Write the folder"
                  loading={task.running}
                  disabled={!Object.values(places).includes("")}
                />
              </>
            )
          }
        />
      </form>
    </Dialog>
  );
}

interface PlaceListProps {
  readonly all: readonly SavedPortfolio[];
  readonly zones: readonly string[];
  readonly places: Places;
  readonly onPlaces: (places: Places) => void;
}

function PlaceList({ all, zones, places, onPlaces }: PlaceListProps) {
  const put = (id: string, place: string | undefined) => {
    const { [id]: _, ...others } = places;
    onPlaces(place === undefined ? others : { ...others, [id]: place });
  };
  return (
    <>
      <p className="faint">
        The files of the replaced system: one portfolio of each size
        {zones.length > 0 ? ", and those of zones with their summary" : ""}. Fitness is that of its profile.
      </p>
      <ul className="result-folder-places">
        {all.map(({ id, name, members }) => (
          <li key={id}>
            <Checkbox
              checked={places[id] !== undefined}
              labelElement={
                <span className="truncate" title={name}>
                  {name}
                </span>
              }
              onChange={(event) => put(id, event.currentTarget.checked ? "" : undefined)}
            />
            <span className="faint">{countOf(members.length, "member")}</span>
            {zones.length > 0 && (
              <HTMLSelect
                aria-label={`Rows of ${name}`}
                disabled={places[id] === undefined}
                value={places[id] ?? ""}
                options={[
                  { label: "All zones", value: "" },
                  ...zones.map((zone) => ({ label: zone, value: zone })),
                ]}
                onChange={(event) => put(id, event.currentTarget.value)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function WrittenFolder({ written: { folder, files, portfolios, zones } }: { written: Written }) {
  const fitness = [...portfolios.map((one) => ({ ...one, name: "All rows" })), ...zones].map(
    ({ name, size, fitness }) => `${name}, ${countOf(size, "strategy")}: fitness ${formatFigure(fitness, 4)}`,
  );
  return (
    <>
      <p className="mono result-folder-path">{folder}</p>
      {fitness.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <ResultFiles folder={folder} files={files} notWritten={null} />
    </>
  );
}

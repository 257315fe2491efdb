/** A shard's part of one search, done. */

import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import type { SearchOutcome } from "../../../contract/search-result.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { runSideBySide } from "../../run-side-by-side.ts";
import { runLanes } from "../../search/execute.ts";
import { isRun, planLanes } from "../../search/plan.ts";
import { planFile } from "../../search/plan-state.ts";
import { type Question, sampleOf } from "../../search/samples.ts";
import { judgeAndMeasure } from "../../sizing/judged.ts";
import { universeOf } from "../../verdict/universe-of.ts";
import type { Attempt } from "../folder.ts";
import type { Turn } from "../turns.ts";
import { KeptChoices, KnownTwins } from "./choices.ts";
import {
  type Asked,
  judged,
  judgementOf,
  type Opened,
  selectionsOf,
  tableOf,
  withSearch,
} from "./opened-search.ts";
import type { Does, Fact, Part } from "./search-part.ts";

/** A file of an attempt, as an attempt that came to nothing has left it last. */
async function fileOf(attempt: Attempt, name: string): Promise<string> {
  const at = (folder: string) => join(folder, name);
  for (const folder of [...attempt.earlier].reverse()) {
    const isThere = await copyFile(at(folder), at(attempt.folder)).then(
      () => true,
      () => false,
    );
    if (isThere) break;
  }
  return at(attempt.folder);
}

async function choose(
  choices: readonly Question[],
  opened: Opened,
  {
    context,
    file,
    others,
    turn,
  }: {
    readonly context: ServiceContext;
    readonly file: string;
    readonly others: () => Promise<Part[]>;
    readonly turn: Turn;
  },
  call: CallContext,
): Promise<Part["choices"]> {
  const { open } = opened;
  const isOfWhole = choices.some(({ sample }) => sample.is === "whole");
  const judged = isOfWhole ? await judgementOf(opened, context, call) : undefined;
  const { width, byName, probe } = selectionsOf(open, context, judged);
  const table = tableOf(open);
  const kept = await KeptChoices.open(file);
  const twins = new KnownTwins(probe, others, [...kept.made.values()].flat());
  let ended = kept.made.size;
  let left = choices.length - ended;
  try {
    await runSideBySide(
      [...choices.entries()].filter(([k]) => !kept.made.has(k)),
      width,
      () => true,
      async ([k, asked]) => {
        left -= 1;
        // One of a table on the disk has as much there again.
        if (left === 0 && !open.view.matrix.stored) turn.pass();
        const select = byName.get(asked.by);
        if (!select) throw new Error(`nothing chooses by ${asked.by}`);
        if (!(await twins.isSettled(asked))) {
          const { sample } = asked;
          const found = await turn.during(1 / width, () => select(open.view, sampleOf(sample, table), call));
          const made = found.map(({ by, members, statistic }) => ({
            ...{ by, sample, statistic },
            members: [...members],
          }));
          twins.add(made);
          await kept.add(k, made);
        }
        ended += 1;
        call.progress({ stage: "Choosing from samples", fraction: ended / choices.length });
      },
    );
  } catch (error) {
    await kept.keep();
    throw error;
  }
  return choices.flatMap((_, k) => kept.made.get(k) ?? []);
}

/** Does a shard's part of one search; `k` tells the searches of a shard apart. */
export function runUnits(
  request: Asked,
  does: Does,
  {
    context,
    attempt,
    k,
    others,
    turn,
  }: {
    readonly context: ServiceContext;
    readonly attempt: Attempt;
    readonly k: number;
    /** Newly ended parts of the same search, each time that it is asked. */
    readonly others: () => Promise<Part[]>;
    readonly turn: Turn;
  },
  call: CallContext,
): Promise<{ readonly backend: string; readonly part: Part }> {
  return withSearch(request, context, call, async (opened) => {
    const { prepared, session, view } = opened;
    const state = await fileOf(attempt, `checkpoint-${k}.json`);
    const file = planFile(state, prepared.search, JSON.stringify(does));
    const around = { ...prepared, view, session, judging: session, only: does.runs };
    const outcomes: SearchOutcome[] = [];
    if (does.runs.length > 0) {
      const begun = (await file.read()) ?? { finished: [], interrupted: [] };
      // A place where nothing can be kept is told before the work.
      await file.write(begun);
      const judged = await judgementOf(opened, context, call);
      const lanes = planLanes(prepared.search, session).filter((lane) =>
        lane.some((run) => does.runs.some(isRun(run))),
      );
      const { threads } = opened.open;
      // The lanes of a shard are few: while they run others have processors.
      if (lanes.length < threads && !view.matrix.stored) turn.pass();
      const run = () => runLanes({ ...around, judged, state: begun, keep: file.write }, call);
      outcomes.push(...(await turn.during(Math.min(1, lanes.length / threads), run)));
    }
    const chosen = await fileOf(attempt, `choices-${k}.bin`);
    const choices = await choose(does.choices, opened, { context, file: chosen, others, turn }, call);
    const facts = await factsOf(does.facts, opened, context, call);
    return { backend: session.backend, part: { outcomes, choices, ...facts } };
  });
}

/** Facts of a table as the search asks for them. */
async function factsOf(
  facts: readonly Fact[],
  opened: Opened,
  context: ServiceContext,
  call: CallContext,
): Promise<Pick<Part, "universe" | "measured">> {
  const { open, view, session } = opened;
  const { threads } = open;
  const { maxSize: size, seed } = open.search;
  const { kept } = context.datasets;
  const universe = facts.includes("universe") ? await universeOf(view, { size, seed, kept }, call) : null;
  if (!facts.includes("measured")) return { universe, measured: null };
  const table = await judged(opened, context, call);
  const around = { seed, threads, judged: table };
  const { measured } = await judgeAndMeasure(view, session.judgements, around, call);
  return { universe, measured };
}

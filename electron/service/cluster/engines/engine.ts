/** What an engine is: whoever runs the shards of a plan. */
import type { CallContext, ServiceContext } from "../../context.ts";
import type { Settings } from "../../settings/settings.ts";
import type { TaskSource } from "./command.ts";
import type { Submitted } from "./submitted.ts";

/** A shard that an engine has: waiting, or on a node. */
export interface ShardTask {
  readonly index: number;
  readonly state: "queued" | "running";
  readonly node: string | null;
}

/** What an engine still has of all that it was handed. */
export interface Left {
  readonly tasks: readonly ShardTask[];
  readonly isMerging: boolean;
}

/** An engine that Tessera hands shards to. `Handed` is what has to be remembered of that, to ask for them and to stop them. */
export interface Runner<Handed> {
  /** For people: "Slurm". */
  readonly title: string;
  /** It has ended when `submit` has. */
  readonly isHere: boolean;
  /**
   * Hands these shards over; `remember` is called once they are, or of an engine that is here before. `earlier`: what it was
   * handed of the same plan before. `context`: for what is done in this process.
   */
  submit(
    source: TaskSource & { readonly context: ServiceContext },
    shards: readonly number[],
    earlier: readonly Handed[],
    remember: (handed: Handed) => Promise<void>,
    call: CallContext,
  ): Promise<void>;
  /** Of the plan in the folder `path`. Throws Problem where it cannot be asked. */
  left(
    handed: readonly Handed[],
    around: { readonly path: string; readonly settings: Settings },
  ): Promise<Left>;
  cancel(handed: readonly Handed[], source: Pick<TaskSource, "folder" | "settings">): Promise<void>;
}

export interface Engine {
  /** The text that it is given, or that a person runs, for all shards of a plan. */
  recipe(source: TaskSource): string;
  /** Absent: nothing is handed to it by Tessera. */
  readonly runner?: Runner<Submitted>;
}

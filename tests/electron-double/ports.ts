import { EventEmitter } from "node:events";
import type Electron from "electron";

/** One end of a channel. What is posted to it waits until somebody takes it: a listener here, a child process, a page. */
export class End {
  other!: End;
  #take: ((data: unknown) => void) | null = null;
  #whenClosed: (() => void) | null = null;
  #waiting: unknown[] = [];
  #closed = false;

  post(data: unknown): void {
    if (this.#closed) return;
    if (this.other.#take) this.other.#take(data);
    else this.other.#waiting.push(data);
  }

  /** From now on `take` gets what the other end posts, beginning with what has waited. */
  attach(take: (data: unknown) => void, whenClosed: () => void): void {
    this.#take = take;
    this.#whenClosed = whenClosed;
    for (const data of this.#waiting.splice(0)) take(data);
    if (this.#closed) whenClosed();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.other.#closed = true;
    this.other.#whenClosed?.();
  }
}

/** A port that the main process holds. Handed over, it is of no more use here, as with the real one. */
export class Port extends EventEmitter {
  #end: End | null;

  constructor(end: End) {
    super();
    this.#end = end;
  }

  postMessage(data: unknown): void {
    this.#end?.post(structuredClone(data));
  }

  start(): void {
    this.#end?.attach(
      (data) => this.emit("message", { data, ports: [] }),
      () => this.emit("close"),
    );
  }

  close(): void {
    this.#end?.close();
  }

  /** The end itself, for whom the port is transferred to. */
  handOver(): End {
    const end = this.#end;
    if (!end) throw new Error("Port at index 0 is already neutered");
    this.#end = null;
    return end;
  }
}

export class MessageChannelMain {
  readonly port1: Port;
  readonly port2: Port;

  constructor() {
    const [one, two] = [new End(), new End()];
    one.other = two;
    two.other = one;
    this.port1 = new Port(one);
    this.port2 = new Port(two);
  }
}

/** What Electron calls a port is one of ours: nothing else can make one. */
export const handOver = (port: Electron.MessagePortMain): End => (port as unknown as Port).handOver();

/** The ends that live in another place, by the number that both sides know them by. */
export class RemoteEnds {
  readonly #ends = new Map<number, End>();
  #last = 0;

  /** Gives an end to the other place: `post` and `closed` carry what happens to it there. Returns its number. */
  add(end: End, post: (id: number, data: unknown) => void, closed: (id: number) => void): number {
    const id = ++this.#last;
    this.#ends.set(id, end);
    end.attach(
      (data) => post(id, data),
      () => closed(id),
    );
    return id;
  }

  posted(id: number, data: unknown): void {
    this.#ends.get(id)?.post(data);
  }

  closed(id: number): void {
    this.#ends.get(id)?.close();
    this.#ends.delete(id);
  }

  /** The place is gone, and every port in it with it. */
  closeAll(): void {
    for (const id of [...this.#ends.keys()]) this.closed(id);
  }
}

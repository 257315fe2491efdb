/**
 * The only TypeScript view of the native addon (native/addon): its functions; the types of a subject are in the files
 * beside this one. build/test/addon-view-check.mjs fails when they, the C header and the addon drift apart. Nothing outside
 * service/ sees them; friendlier wrappers are in the folder above.
 *
 * Memory: JS allocates every buffer, native fills it (Electron forbids external buffers). Typed arrays may lie
 * over WASM memory or a SharedArrayBuffer; they are read in place, by pointer.
 * Errors: a rejected promise carries an Error with `code` = a name of NativeStatus and a message for people.
 */

import type { SearchAlgorithm } from "../../../contract/algorithms.ts";
import type { StoredHandle } from "../../pnl-matrix.ts";
import type {
  BackendDescription,
  BackendHandle,
  NativePlan,
  NativeShape,
  NativeStats,
  SessionHandle,
  SessionOptions,
} from "./backend.ts";
import type {
  JudgementHandle,
  NativeBelieved,
  NativeBelieveRequest,
  NativeChoice,
  NativeChoiceRequest,
  NativeJudgement,
  NativeJudgeRequest,
  NativeMeasured,
  NativeMeasureRequest,
  NativePathRequest,
  NativePaths,
  NativeUniverse,
  NativeUniverseRequest,
} from "./believable.ts";
import type {
  CellCounts,
  ColumnWatch,
  CsvDialect,
  CsvHandle,
  CsvOpened,
  CsvReadRequest,
  CsvRows,
} from "./csv.ts";
import type { NativeOperations } from "./operations.ts";
import type {
  ParquetCells,
  ParquetEncoded,
  ParquetEncodeRequest,
  ParquetHandle,
  ParquetReadRequest,
} from "./parquet.ts";
import type { NativeSearchParameter, NativeSearchRequest, NativeSearchResult } from "./search.ts";

/** Names of tsr_status, in order. */
export const nativeStatus = [
  "ok",
  "bad-argument",
  "unsupported",
  "out-of-host-memory",
  "out-of-device-memory",
  "cancelled",
  "device-lost",
  "internal",
  "disk-full",
] as const;
export type NativeStatus = (typeof nativeStatus)[number];

/**
 * Memory of a tsr_control: 24 bytes, [int32 cancel, int32 reserved, int64 done, int64 total], read and written
 * while native code runs. Write cancel = 1 to stop.
 */
export type NativeControl = Int32Array;

const controlBytes = 24;

export function newControl(): NativeControl {
  return new Int32Array(controlBytes / Int32Array.BYTES_PER_ELEMENT);
}

/** Addresses in the memory of this process. */
export interface NativeArrowBlock {
  readonly schema: bigint;
  readonly array: bigint;
}

export interface TesseraAddon extends NativeOperations {
  readonly version: string;
  readonly abiVersion: number;
  /** Of one tsr_control. */
  readonly controlBytes: number;
  /** Of tsr_op, by id, as native/backends/common/operations.h lists them; "" where there is none. */
  readonly operationNames: readonly string[];

  /**
   * Columns of one length as a struct of float64, for a library of this process that speaks the Arrow C data interface:
   * addresses of an ArrowSchema and an ArrowArray, which whoever takes them over releases, on any thread. Values are not copied
   * and stay until then.
   */
  arrowExport(names: readonly string[], columns: readonly Float64Array[]): NativeArrowBlock;
  /** Takes such a block over and releases it; missing values become NaN. Throws "bad-argument" for other types. */
  arrowImport(
    schema: bigint,
    array: bigint,
  ): { readonly names: string[]; readonly columns: Float64Array<ArrayBuffer>[] };
  /**
   * The P&L of a session on a GPU, as it lies there: of an ArrowSchema and an ArrowDeviceArray, a column a strategy. It stays
   * on the device until it is released, also when the session is closed before. Rejects with "unsupported" where the device
   * does not hold it.
   */
  sessionDeviceBlock(session: SessionHandle, names: readonly string[]): Promise<NativeArrowBlock>;
  /** Blocks that nobody has taken over or released yet. */
  arrowHeld(): number;

  csvOpen(
    path: string,
    dialect: CsvDialect,
    /** headerBytes: the longest first record. */
    options: { threads: number; sha256: boolean; headerBytes: number },
    control: NativeControl,
  ): Promise<CsvOpened>;
  csvReadRows(request: CsvReadRequest, control: NativeControl): Promise<CsvRows>;
  csvClose(handle: CsvHandle): void;
  /** One array of cells per observation, not to be changed meanwhile. */
  countCells(rows: readonly Float64Array[]): Promise<CellCounts>;
  /** The next rows, in time order, each of a cell per column. One call at a time per `watch`. */
  watchColumns(rows: readonly Float64Array[], watch: ColumnWatch): Promise<void>;

  /** Nothing is opened yet; footers are read with the first cells, and kept as long as the handle. */
  parquetOpen(files: readonly ParquetCells[]): ParquetHandle;
  /**
   * Reads cells on several threads, each row group with a chosen strategy once, and comes to the bytes of them. Rejects with
   * "unsupported" for files that only the other decoder knows (packed with zstd or gzip, or by another program), and with
   * `reason` "damaged" and `file`, the message without its name.
   */
  parquetRead(request: ParquetReadRequest, control: NativeControl): Promise<number>;
  /** A whole file, with its check sums. */
  parquetEncode(request: ParquetEncodeRequest): Promise<ParquetEncoded>;

  /** dlopen + version check + a look at its devices, beside the JavaScript thread. Rejects with a reason. */
  loadBackend(libraryPath: string): Promise<BackendDescription>;
  /** Throws like openSession when the session could not be opened. */
  planSession(backend: BackendHandle, shape: NativeShape): NativePlan;
  openSession(options: SessionOptions, control: NativeControl): Promise<SessionHandle>;
  closeSession(session: SessionHandle): void;

  /**
   * A matrix of zeros in a file of the folder that has no name and is gone with it. Throws "disk-full" where the disk has no
   * room for all of it.
   */
  storeMatrix(folder: string, observations: number, strategies: number): StoredHandle;
  /** Writes the rows from `row` on, their cells from `strategy` on; resolves when they are on the disk. */
  writeStored(
    matrix: StoredHandle,
    row: number,
    strategy: number,
    rows: readonly Float64Array[],
  ): Promise<void>;
  /** Copies a row. */
  readStored(matrix: StoredHandle, row: number, out: Float64Array): void;
  /** Writes a row; now and then waits until those before it are on the disk. */
  putStored(matrix: StoredHandle, row: number, cells: Float64Array): void;
  /** Closing twice is allowed; sessions on its rows go on. */
  closeStored(matrix: StoredHandle): void;
  /** Rejects with "unsupported" when the backend keeps no such account. */
  sessionStats(session: SessionHandle): Promise<NativeStats>;

  /** Steps 1 to 5 of the believable Sharpe ratio; the family pass runs on the session's backend. */
  judge(
    session: SessionHandle,
    request: NativeJudgeRequest,
    control: NativeControl,
  ): Promise<NativeJudgement>;
  /** Closing twice is allowed; calls in flight go on to their end. */
  closeJudgement(judgement: JudgementHandle): void;
  /** Rejects with bad-argument where the request contradicts itself or the groups leave no portfolio. */
  chooseBelieved(
    judgement: JudgementHandle,
    request: NativeChoiceRequest,
    control: NativeControl,
  ): Promise<NativeChoice>;
  /** Kept with the judgement: `believe` answers M from then on. */
  measureJudgement(
    judgement: JudgementHandle,
    request: NativeMeasureRequest,
    control: NativeControl,
  ): Promise<NativeMeasured>;
  believe(judgement: JudgementHandle, request: NativeBelieveRequest): Promise<NativeBelieved>;
  pathDrawdowns(request: NativePathRequest, control: NativeControl): Promise<NativePaths>;
  universeStatistics(request: NativeUniverseRequest, control: NativeControl): Promise<NativeUniverse>;

  search(request: NativeSearchRequest, control: NativeControl): Promise<NativeSearchResult>;
  /** Islands of a run of so many evaluations and single swaps of a portfolio, when no parameter says how many. */
  fittedIslands(algorithm: SearchAlgorithm, evaluations: number, neighbourhood: number): number;
  searchParameters(): Readonly<Record<SearchAlgorithm, readonly NativeSearchParameter[]>>;
}

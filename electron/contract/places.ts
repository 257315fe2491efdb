import { z } from "zod";

/**
 * Strings of a request that become places on the disk. Each kind is a type of its own, and its schema is marked, so that a host
 * finds every one of them in a request by the schema and not by the name of a field.
 *
 * dataset: the name of a folder of the store; input, output: a file or folder that the user chose, read or written. The desktop
 * takes inputs that were chosen or dropped, a browser only what lies below the data root; both write only below the data root.
 * The command line may name any. watched: a folder whose files are imported by themselves.
 */
export type Place = "dataset" | "input" | "output" | "watched";

const marked = z.registry<{ place: Place }>();

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be in a name
const forbidden = /[<>:"/\\|?*\u0000-\u001f\u007f]/;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const longestName = 120;

/** Why a text cannot be a dataset's name, which is that of a folder on every system; undefined when it can. */
export function datasetNameFault(name: string): string | undefined {
  if (name === "") return "is empty";
  if (new TextEncoder().encode(name).length > longestName) return `is longer than ${longestName} bytes`;
  if (forbidden.test(name)) return 'has one of the characters < > : " / \\ | ? * or a control character';
  if (/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(name))
    return "has a mark that turns the direction of writing";
  if (/^[. ]|[. ]$/.test(name)) return "starts with a dot or a space, or ends with one";
  return reserved.test(name) ? "is reserved by Windows" : undefined;
}

// Functions, so that every field has a schema of its own, with its own mark and its own words in docs/methods.md.

/** A dataset that is only there while another one is repaired: no request can name one, and no list has it. */
export const isRepairName = (name: string): boolean => /^~repair \d+ [0-9a-f]+$/.test(name);

/** Why a request may not name a dataset so. */
const askedNameFault = (name: string): string | undefined =>
  datasetNameFault(name) ?? (isRepairName(name) ? "is a name that repairs use" : undefined);

/** Name of a dataset. */
export const datasetName = () =>
  z
    .string()
    .refine((name) => askedNameFault(name) === undefined, {
      error: ({ input }) => `${JSON.stringify(input)} ${askedNameFault(String(input))}.`,
    })
    .brand<"DatasetName">()
    .register(marked, { place: "dataset" });
export type DatasetName = z.infer<ReturnType<typeof datasetName>>;

/** The same where it is told and not asked for: in a saved portfolio, in a capsule. */
export const datasetReference = (): z.ZodType<string, string> => datasetName();

/** A path of any kind. No system takes a longer one. */
const path = () =>
  z
    .string()
    .min(1)
    .max(32_767)
    .refine((text) => !text.includes("\0"), "has a NUL character");

/** A file or folder that is read. */
export const inputPath = () => path().brand<"InputPath">().register(marked, { place: "input" });

/** A file or folder that is written. */
export const outputPath = () => path().brand<"OutputPath">().register(marked, { place: "output" });

/** A folder whose files are imported by themselves, or "". */
export const watchedFolder = () => z.string().brand<"WatchedFolder">().register(marked, { place: "watched" });

/** A mapping of columns by name, or the path of a JSON file with one. */
export const namedMapping = () =>
  z.union([
    path()
      .regex(/\.json$/)
      .brand<"InputPath">()
      .register(marked, { place: "input" }),
    z.string().regex(/^(?!.*\.json$)/s, "must be a name, or a path that ends in .json"),
  ]);

type Visit = (place: Place, text: string) => Promise<string> | string;

/** Parts of zod's definitions that a walk through a schema follows. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly catchall?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly rest?: z.ZodType | null;
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly in?: z.ZodType;
  readonly left?: z.ZodType;
  readonly right?: z.ZodType;
  readonly getter?: () => z.ZodType;
}

const known = new WeakMap<z.ZodType, boolean>();

/** Whether there is a place anywhere in a schema: what has none is not walked through, however long it is. */
function hasPlaces(schema: z.ZodType): boolean {
  const before = known.get(schema);
  if (before !== undefined) return before;
  // A schema that holds itself has no more places than the rest of it.
  known.set(schema, false);
  const { shape, items, options, getter, ...others } = schema.def as unknown as Definition;
  const { catchall, element, valueType, rest, innerType, in: piped, left, right } = others;
  const single = [catchall, element, valueType, rest, innerType, piped, left, right, getter?.()];
  const parts = [...Object.values(shape ?? {}), ...(items ?? []), ...(options ?? []), ...single];
  const found = marked.has(schema) || parts.some((part) => part && hasPlaces(part));
  known.set(schema, found);
  return found;
}

/**
 * The value with each of its places as `visit` answers for it; of a union the first option that takes the value counts, as in
 * parsing. What does not fit the schema stays as it is: parsing refuses it.
 */
export async function mapPlaces(schema: z.ZodType, value: unknown, visit: Visit): Promise<unknown> {
  if (!hasPlaces(schema)) return value;
  const mark = marked.get(schema);
  if (mark) return typeof value === "string" ? visit(mark.place, value) : value;
  const definition = schema.def as unknown as Definition;
  const inner = definition.innerType ?? definition.in ?? definition.getter?.();
  if (inner) return mapPlaces(inner, value, visit);
  if (definition.options) {
    const taken = definition.options.find((option) => option.safeParse(value).success);
    return taken ? mapPlaces(taken, value, visit) : value;
  }
  if (definition.left && definition.right)
    return mapPlaces(definition.right, await mapPlaces(definition.left, value, visit), visit);
  return Array.isArray(value) ? mapItems(definition, value, visit) : mapFields(definition, value, visit);
}

async function mapItems(
  { element, items, rest }: Definition,
  value: readonly unknown[],
  visit: Visit,
): Promise<unknown> {
  if (!element && !items) return value;
  return Promise.all(
    value.map((item, index) => {
      const part = element ?? items?.[index] ?? rest;
      return part ? mapPlaces(part, item, visit) : item;
    }),
  );
}

async function mapFields(
  { shape, valueType, catchall }: Definition,
  value: unknown,
  visit: Visit,
): Promise<unknown> {
  if (typeof value !== "object" || value === null || !(shape || valueType)) return value;
  const entries = Object.entries(value).map(async ([key, item]) => {
    const part = shape && Object.hasOwn(shape, key) ? shape[key] : (valueType ?? catchall);
    return [key, part ? await mapPlaces(part, item, visit) : item] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

// Writes docs/methods.md from the schemas of the contract. npm run methods-page
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Method } from "../../electron/contract/method.ts";
import { commentBefore, fieldComments, statementsOf } from "./field-comments.ts";
import { formatDefault, type JsonSchema, referredName, typeText } from "./schema-text.ts";

const root = join(import.meta.dirname, "../..");
const contract = join(root, "electron/contract");

const head = `# Methods

All that the service does, method by method: what a screen, a command and a queued job ask for. A job is a method and its request
as JSON: \`tessera jobs submit dataset.verify '{"dataset": "mine"}'\` puts one into the queue (of those marked as jobs), and
\`tessera jobs methods NAME\` prints the JSON Schema of a request. \`electron/contract/methods\` has the results.

A field with a default, or marked with ?, may be left out. This page is written from the schemas (\`npm run methods-page\`).
`;

/**
 * Parts of requests that methods share, by the constant that has them; a search has the fields of a view, so it is tried first.
 */
const shared: Readonly<Record<string, string>> = {
  searchRequest: "a search",
  viewRequest: "a view",
  metricOptions: "metric options",
  importOptions: "import options",
  kellyOptions: "Kelly options",
};

type ObjectSchema = z.ZodObject;
const isObject = (schema: unknown): schema is ObjectSchema => schema instanceof z.ZodObject;
const isMethod = (value: unknown): value is Method =>
  typeof value === "object" && value !== null && "summary" in value && "request" in value;

interface Module {
  readonly source: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

async function modulesOf(folder: string): Promise<Module[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return Promise.all(
    names.map(async (name) => ({
      source: readFileSync(join(folder, name), "utf8"),
      exports: (await import(join(folder, name))) as Module["exports"],
    })),
  );
}

/** Everything that the page is made of. */
interface Book {
  /** Comment of a field, by the field's schema: a schema that extends another shares its fields. */
  readonly comments: Map<unknown, string>;
  /** Schemas with a name of their own, and what is said of them. */
  readonly named: Map<string, { readonly schema: z.ZodType; readonly about: string }>;
  readonly methods: { readonly method: Method; readonly about: string }[];
}

async function readBook(): Promise<Book> {
  const book: Book = { comments: new Map(), named: new Map(), methods: [] };
  for (const { source, exports } of [
    ...(await modulesOf(contract)),
    ...(await modulesOf(join(contract, "methods"))),
  ]) {
    for (const [name, statement] of statementsOf(source)) {
      const value = exports[name];
      const about = commentBefore(source, name);
      if (value instanceof z.ZodType) book.named.set(name, { schema: value, about });
      if (isMethod(value)) book.methods.push({ method: value, about });
      const schema = isMethod(value) ? value.request : value;
      if (!isObject(schema)) continue;
      const own = fieldComments(statement, isMethod(value) ? statement.indexOf("request:") : 0);
      for (const [field, comment] of own) {
        const part = schema.shape[field];
        if (part && !book.comments.has(part)) book.comments.set(part, comment);
      }
    }
  }
  return book;
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** A table of the fields of an object schema, of those that are not in `without`. */
function fieldTable(
  schema: ObjectSchema,
  json: JsonSchema,
  without: ReadonlySet<unknown>,
  book: Book,
): string {
  const rows = Object.entries(json.properties ?? {}).flatMap(([name, field]) => {
    const part = schema.shape[name];
    if (without.has(part)) return [];
    const must = (json.required ?? []).includes(name) && field.default === undefined;
    const { default: value, ...type } = field;
    const cells = [
      `\`${name}\`${must ? "" : "?"}`,
      typeText(type),
      formatDefault(value),
      book.comments.get(part) ?? "",
    ];
    return [`| ${cells.map(cell).join(" | ")} |`];
  });
  if (rows.length === 0) return "";
  return `| field | value | default | meaning |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

class MethodsPage {
  readonly #book: Book;
  readonly #registry = z.registry<{ id: string }>();
  readonly #referenced = new Set<string>();

  constructor(book: Book) {
    this.#book = book;
    for (const [id, { schema }] of book.named) this.#registry.add(schema, { id });
    // Where another method takes the request of one.
    for (const { method } of book.methods)
      if (!this.#registry.has(method.request)) this.#registry.add(method.request, { id: method.name });
  }

  /** JSON Schema of what a caller may write, with references to named schemas. */
  #json(schema: z.ZodType): JsonSchema {
    const json = z.toJSONSchema(schema, {
      io: "input",
      unrepresentable: "any",
      metadata: this.#registry,
    }) as JsonSchema;
    for (const name of Object.keys(json.$defs ?? {})) this.#referenced.add(name);
    // The request of a method stands with the method.
    const own = referredName(json.$ref ?? "");
    return (!this.#book.named.has(own) && json.$defs?.[own]) || json;
  }

  /** The fields of an object schema: the shared parts that it is made of by name, the rest as a table. */
  #fields(schema: ObjectSchema, json: JsonSchema, self?: string): string {
    const without = new Set<unknown>();
    const parts: string[] = [];
    for (const [name, title] of Object.entries(shared)) {
      const base = this.#book.named.get(name)?.schema;
      if (!isObject(base)) throw new Error(`the contract has no ${name}`);
      const fields = Object.entries(base.shape).filter(([, part]) => !without.has(part));
      const missing = fields.filter(([field, part]) => schema.shape[field] !== part).map(([field]) => field);
      if (name === self || missing.length * 4 > fields.length || fields.length === 0) continue;
      for (const [, part] of fields) without.add(part);
      const but = missing.length > 0 ? ` but ${missing.map((field) => `\`${field}\``).join(", ")}` : "";
      parts.push(`[${title}](#${name.toLowerCase()})${but}`);
    }
    const table = fieldTable(schema, json, without, this.#book);
    if (parts.length === 0) return table || "No fields.\n";
    return `The fields of ${parts.join(" and ")}${table ? `, and:\n\n${table}` : ".\n"}`;
  }

  #method({ method, about }: Book["methods"][number]): string {
    const marks = [method.job && "a job", method.lasting && "its outcome lasts"].filter(Boolean).join(", ");
    const { request } = method;
    const json = this.#json(request);
    const body = isObject(request) ? this.#fields(request, json) : `Request: ${typeText(json)}.\n`;
    return `### ${method.name}\n\n${about || `${method.summary}.`}${marks ? ` (${marks})` : ""}\n\n${body}`;
  }

  #named(name: string): string {
    const { schema, about } = this.#book.named.get(name) ?? {};
    if (!schema) throw new Error(`the contract exports no ${name}`);
    const json = this.#json(z.object({ schema })).$defs?.[name] ?? {};
    const body = isObject(schema) ? this.#fields(schema, json, name) : `${typeText(json)}\n`;
    return `### ${name}\n\n${about ? `${about}\n\n` : ""}${body}`;
  }

  text(): string {
    const families = Map.groupBy(this.#book.methods, ({ method }) => method.name.split(".")[0] ?? "");
    const methods = [...families].map(
      ([family, list]) => `## ${family}\n\n${list.map((one) => this.#method(one)).join("\n")}`,
    );
    // Named schemas name others, so that the list grows while it is written.
    const names = [...Object.keys(shared)];
    const parts: string[] = [];
    for (let k = 0; k < names.length; k++) {
      parts.push(this.#named(names[k] as string));
      for (const name of this.#referenced)
        if (this.#book.named.has(name) && !names.includes(name)) names.push(name);
    }
    return `${head}\n${methods.join("\n")}\n## Shared parts\n\n${parts.join("\n")}`;
  }
}

/** docs/methods.md. */
export async function formatMethodsPage(): Promise<string> {
  return new MethodsPage(await readBook()).text();
}

if (import.meta.main) writeFileSync(join(root, "docs/methods.md"), await formatMethodsPage());

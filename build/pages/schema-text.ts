/** The parts of JSON Schema that zod writes for the contract. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly allOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly default?: unknown;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

const isNumber = (text: unknown) => text === "number" || text === "integer";
const figure = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 20 });

/** ", 1 to 512"; ends that only say what a number can be are left out. */
function range({ minimum, maximum, exclusiveMinimum }: JsonSchema): string {
  const least = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined;
  const most = maximum !== undefined && maximum < 2 ** 31 - 1 ? maximum : undefined;
  const over = exclusiveMinimum === undefined ? "" : `, over ${figure(exclusiveMinimum)}`;
  if (least !== undefined && most !== undefined) return `, ${figure(least)} to ${figure(most)}`;
  if (least !== undefined) return `, ${figure(least)} or more`;
  return `${over}${most === undefined ? "" : `, at most ${figure(most)}`}`;
}

function listText({ items = {}, minItems, maxItems }: JsonSchema): string {
  const most = maxItems === undefined ? "" : `, at most ${figure(maxItems)}`;
  const plural = typeText(items).replace(/^(whole number|number)\b/, "$1s");
  return `list of ${plural}${minItems ? `, ${figure(minItems)} or more` : ""}${most}`;
}

function objectText(schema: JsonSchema): string {
  const { properties = {}, required = [], additionalProperties } = schema;
  const fields = Object.entries(properties).map(([name, field]) => {
    const optional = required.includes(name) && field.default === undefined ? "" : "?";
    return `\`${name}\`${optional}: ${typeText(field)}${defaultText(field)}`;
  });
  if (fields.length > 0 && typeof additionalProperties === "object")
    fields.push(`…: ${typeText(additionalProperties)}`);
  if (fields.length > 0) return `{ ${fields.join("; ")} }`;
  return typeof additionalProperties === "object" ? `${typeText(additionalProperties)} by name` : "{}";
}

/** " (0.5)"; nothing for a default that is empty. */
function defaultText({ default: value }: JsonSchema): string {
  const text = formatDefault(value);
  return text ? ` (${text})` : "";
}

/** A default as it would be written; "" when there is none, or an empty object whose fields have their own. */
export function formatDefault(value: unknown): string {
  const text = value === undefined ? "" : JSON.stringify(value);
  return text === "{}" ? "" : text;
}

/** The name that a reference leads to. */
export const referredName = (reference: string): string => reference.split("/").at(-1) ?? "";

/** Which values a schema takes, in a phrase. A reference is a link to the heading of its name on the same page. */
export function typeText(schema: JsonSchema): string {
  if (schema.$ref) {
    const name = referredName(schema.$ref);
    return `[${name}](#${name.toLowerCase().replaceAll(".", "")})`;
  }
  if (schema.allOf) return schema.allOf.map(typeText).join(" and ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(typeText))].join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  if (schema.type === "string")
    return { date: "date", "date-time": "time", uuid: "UUID" }[schema.format ?? ""] ?? "text";
  if (isNumber(schema.type))
    return `${schema.type === "integer" ? "whole number" : "number"}${range(schema)}`;
  if (schema.type === "boolean") return "true or false";
  if (schema.type === "array") return listText(schema);
  if (schema.type === "object") return objectText(schema);
  return schema.type === "null" ? "null" : "anything";
}

/** A value as text; throws a DataCloneError for what cannot be cloned. */
export function toWire(value: unknown): string;
/** The value that `text` was made of. */
export function fromWire(text: string): unknown;

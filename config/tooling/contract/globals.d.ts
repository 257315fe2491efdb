/** The few globals that Node and browsers share and that the contract may use; no other one is there for it. */
declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  decode(bytes?: ArrayBufferView): string;
}
interface AbortSignal {
  readonly aborted: boolean;
}

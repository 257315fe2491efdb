import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeMessage, encodeMessage } from "../../electron/contract/messages/codec.ts";
import { FrameReader, frameLength } from "../../electron/contract/messages/frames.ts";
import { KnownLists, packMeanwhile, SentLists } from "../../electron/contract/messages/text-lists.ts";
import { cases } from "../support/cases.ts";

const typedArray = fc.oneof(
  fc.int8Array(),
  fc.uint8Array(),
  fc.int16Array(),
  fc.uint16Array(),
  fc.int32Array(),
  fc.uint32Array(),
  fc.float32Array(),
  fc.float64Array(),
  fc.bigInt64Array(),
  fc.bigUint64Array(),
);
const leaf = fc.oneof(
  fc.string(),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.bigInt(),
  fc.constant(null),
  typedArray,
);
const message = fc.letrec((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("node")),
    fc.dictionary(
      fc.oneof(fc.string(), fc.constantFrom("__proto__", "value", "arrays", "constructor")),
      tie("node"),
      {
        noNullPrototype: true,
      },
    ),
  ),
})).node;

test("any message comes back as it went in", () => {
  fc.assert(
    fc.property(message, (value) => {
      // isDeepStrictEqual also compares own properties named __proto__, and -0 with 0 as different.
      expect(isDeepStrictEqual(decodeMessage(encodeMessage(value)), value)).toBe(true);
    }),
    { numRuns: cases(500) },
  );
});

test("a message at an odd address comes back as well", () => {
  fc.assert(
    fc.property(message, fc.integer({ min: 1, max: 7 }), (value, shift) => {
      const bytes = encodeMessage(value);
      const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
      shifted.set(bytes);
      expect(isDeepStrictEqual(decodeMessage(shifted), value)).toBe(true);
    }),
  );
});

test("a window on a larger buffer sends only the window", () => {
  const large = Float64Array.from({ length: 100_000 }, (_, index) => index);
  const bytes = encodeMessage({ part: large.subarray(10, 13) });
  expect(bytes.length).toBeLessThan(300);
  expect(decodeMessage(bytes)).toStrictEqual({ part: Float64Array.of(10, 11, 12) });
});

test("typed arrays are views on the message, not copies", () => {
  const bytes = encodeMessage({ values: new Float64Array(1_000) });
  const decoded = decodeMessage(bytes) as { values: Float64Array };
  expect(decoded.values.buffer).toBe(bytes.buffer);
});

test("a cut message is an error, never a wrong value", () => {
  fc.assert(
    fc.property(fc.float64Array({ minLength: 1 }), fc.nat(), (values, cut) => {
      const bytes = encodeMessage({ values });
      const kept = bytes.subarray(0, cut % bytes.length);
      expect(() => decodeMessage(kept)).toThrow();
    }),
  );
});

test("a forged path reaches no prototype", () => {
  const forge = (header: unknown): Uint8Array => {
    const text = new TextEncoder().encode(JSON.stringify(header));
    const bytes = new Uint8Array(4 + text.length);
    new DataView(bytes.buffer).setUint32(0, text.length, true);
    bytes.set(text, 4);
    return bytes;
  };
  expect(() =>
    decodeMessage(forge({ value: {}, arrays: [], odd: [[["__proto__", "polluted"], "1"]] })),
  ).toThrow(RangeError);
  expect(() => decodeMessage(forge({ value: {}, arrays: [], odd: [[["__proto__"], "1"]] }))).toThrow(
    RangeError,
  );
  expect(() => decodeMessage(forge({ value: { a: 1 }, arrays: [], odd: [[["a"], "2"]] }))).toThrow(
    RangeError,
  );
  expect(() => decodeMessage(forge({ value: null, arrays: [[[], "constructor", 0, 1]], odd: [] }))).toThrow(
    RangeError,
  );
  expect(() => decodeMessage(forge({ value: null, arrays: [[[], "f64", -8, 1]], odd: [] }))).toThrow(
    RangeError,
  );
});

test("messages come out whole however the stream is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array()),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (messages, cuts) => {
        const stream = Uint8Array.from(messages.flatMap((message) => [...frameLength(message), ...message]));
        const received: Uint8Array[] = [];
        const reader = new FrameReader((message) => received.push(message));
        for (let at = 0, turn = 0; at < stream.length; turn++) {
          const size = cuts[turn % cuts.length] ?? 1;
          reader.push(stream.subarray(at, at + size));
          at += size;
        }
        expect(received.map((bytes) => [...bytes])).toEqual(
          messages.filter((message) => message.length > 0).map((bytes) => [...bytes]),
        );
      },
    ),
  );
});

test("a message over the limit is refused before memory is taken for it", () => {
  const reader = new FrameReader(() => {}, 1_000);
  expect(() => reader.push(Uint8Array.of(0xff, 0xff, 0xff, 0xff))).toThrow(RangeError);
});

const names = Array.from({ length: 5_000 }, (_, at) => `Ünïon ${at} 🐢 SL${at % 60}%`);

test("a long list of texts goes over a line once, and is one list for all answers", () => {
  const [sent, known] = [new SentLists(), new KnownLists()];
  const over = (message: unknown) => {
    const bytes = encodeMessage(message, sent);
    return { size: bytes.length, value: decodeMessage(bytes, known) as { names: string[] } };
  };
  const [first, second] = [over({ names }), over({ names, odd: -0 })];
  expect(first.value).toStrictEqual({ names });
  expect(second.value).toStrictEqual({ names, odd: -0 });
  expect(second.value.names).toBe(first.value.names);
  expect(first.size).toBeGreaterThan(100_000);
  expect(second.size).toBeLessThan(200);
  // Both ends forget the oldest together.
  for (let other = 0; other < 6; other++) {
    const list = names.map((name) => `${name} ${other}`);
    expect(over({ list }).value).toStrictEqual({ list });
  }
  expect(over({ names }).value).toStrictEqual({ names });
});

test("lists that are no list of lines go as part of their message", () => {
  const [sent, known] = [new SentLists(), new KnownLists()];
  for (const odd of ["two\nlines", 7, null, "\ud800"]) {
    const list = [...names, odd];
    expect(decodeMessage(encodeMessage({ list }, sent), known)).toStrictEqual({ list });
  }
});

test("a list that is written meanwhile is the same as one that is written at once", async () => {
  const many = Array.from({ length: 70_000 }, (_, at) => (at === 40_000 ? "" : `S${at}`));
  const answers = [{ many, values: 1 }, { many: [...many] }];
  let rests = 0;
  await packMeanwhile(answers[0], async () => (rests += 1));
  expect(rests).toBeGreaterThan(1);
  for (const answer of answers) {
    const bytes = encodeMessage(answer, new SentLists());
    expect(decodeMessage(bytes, new KnownLists())).toStrictEqual(answer);
  }
});

test("a list that never came is refused", () => {
  const sent = new SentLists();
  encodeMessage({ names }, sent);
  const again = encodeMessage({ names }, sent);
  expect(() => decodeMessage(again, new KnownLists())).toThrow(RangeError);
  expect(() => decodeMessage(again)).toThrow(RangeError);
});

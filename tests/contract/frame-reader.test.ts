import fc from "fast-check";
import { expect, test } from "vitest";
import { frame } from "../../electron/contract/frame.ts";
import { FrameReader } from "../../electron/contract/frame-reader.ts";

test("messages come out whole however the stream is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array()),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (messages, cuts) => {
        const stream = Uint8Array.from(messages.flatMap((message) => [...frame(message)]));
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

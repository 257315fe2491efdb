// The page's own half of the context bridge: builds the objects that a preload script exposes. Runs before any script of the
// page. Calls cross as DOM events, which are synchronous; values cross as text, so that nothing is shared between the two
// worlds.
(() => {
  if (window.top !== window) return;
  const { toWire, fromWire } = wire();
  const listeners = new Map();
  const settled = new Map();
  let count = 0;
  const tell = (type, detail) =>
    document.dispatchEvent(new CustomEvent(type, { detail: JSON.stringify(detail) }));

  // A file keeps what it is only as itself: it crosses in a transfer, not as text.
  const argumentOf = (value, files) => {
    if (value instanceof File) return { file: files.items.add(value) ? files.files.length - 1 : -1 };
    if (typeof value !== "function") return { value: toWire(value) };
    listeners.set(++count, value);
    return { listener: count };
  };
  const resultOf = (answer) => {
    if ("error" in answer) throw new Error(answer.error);
    if ("call" in answer) return (...given) => call(answer.call, given);
    if ("promise" in answer)
      return new Promise((resolve, reject) => settled.set(answer.promise, { resolve, reject }));
    return fromWire(answer.value);
  };
  const call = (target, given) => {
    const files = new DataTransfer();
    const detail = { target, given: given.map((one) => argumentOf(one, files)) };
    let answer = null;
    const hear = (event) => {
      answer = JSON.parse(event.detail);
    };
    document.addEventListener("double:answer", hear, { once: true });
    document.dispatchEvent(new DragEvent("double:files", { dataTransfer: files }));
    tell("double:call", detail);
    document.removeEventListener("double:answer", hear);
    return resultOf(answer);
  };

  document.addEventListener("double:expose", (event) => {
    const { name, members } = JSON.parse(event.detail);
    if (Object.hasOwn(window, name)) return;
    const made = Object.fromEntries(
      members.map(([key, member]) => [
        key,
        "target" in member ? (...given) => call(member.target, given) : fromWire(member.value),
      ]),
    );
    Object.defineProperty(window, name, { value: Object.freeze(made), enumerable: true });
  });
  document.addEventListener("double:heard", (event) => {
    const { listener, given } = JSON.parse(event.detail);
    listeners.get(listener)?.(...given.map(fromWire));
  });
  document.addEventListener("double:settled", (event) => {
    const { promise, value, error } = JSON.parse(event.detail);
    const waiting = settled.get(promise);
    settled.delete(promise);
    if (error === undefined) waiting?.resolve(fromWire(value));
    else waiting?.reject(new Error(error));
  });
  tell("double:ready", {});
})();

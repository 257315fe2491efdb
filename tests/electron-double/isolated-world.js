// The isolated world of a sandboxed preload script: what `require("electron")` gives there, the line to the main process, files
// with their paths, and keys that the page did not take (they go to the menu). `preload` is the script as it was built.
(() => {
  if (window.top !== window) return;
  const { toWire, fromWire } = wire();
  const tell = (type, detail) =>
    document.dispatchEvent(new CustomEvent(type, { detail: JSON.stringify(detail) }));
  const toMain = (message) => globalThis.tesseraDoubleToMain(JSON.stringify(message));

  // --- ipcRenderer
  const heard = new Map();
  const asked = new Map();
  let count = 0;
  const ipcRenderer = {
    on(channel, listener) {
      heard.set(channel, [...(heard.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    removeListener(channel, listener) {
      heard.set(
        channel,
        (heard.get(channel) ?? []).filter((one) => one !== listener),
      );
      return ipcRenderer;
    },
    send(channel, ...given) {
      toMain({ kind: "send", channel, given: toWire(given) });
    },
    invoke(channel, ...given) {
      return new Promise((resolve, reject) => {
        asked.set(++count, { resolve, reject });
        toMain({ kind: "invoke", id: count, channel, given: toWire(given) });
      });
    },
  };

  // --- ports: the far end of each is in the main process or beyond
  const ports = new Map();
  const openPort = (id) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => toMain({ kind: "port", id, value: toWire(event.data) });
    port1.addEventListener("close", () => toMain({ kind: "port-closed", id }));
    ports.set(id, port1);
    return port2;
  };

  globalThis.tesseraDoubleFromMain = (text) => {
    const message = JSON.parse(text);
    if (message.kind === "port") ports.get(message.id)?.postMessage(fromWire(message.value));
    else if (message.kind === "port-closed") ports.get(message.id)?.close();
    else if (message.kind === "answer") {
      const waiting = asked.get(message.id);
      asked.delete(message.id);
      if (message.error === undefined) waiting?.resolve(fromWire(message.value));
      else waiting?.reject(new Error(`Error invoking remote method '${message.channel}': ${message.error}`));
    } else if (message.kind === "send") {
      const event = { ports: message.ports.map(openPort), senderId: 0 };
      for (const listener of heard.get(message.channel) ?? []) listener(event, ...fromWire(message.given));
    } else if (message.kind === "paths") filesAreKnown(message.paths);
  };

  // --- contextBridge
  const targets = [];
  const exposed = [];
  let promises = 0;
  const answerOf = (value) => {
    if (typeof value === "function") return { call: targets.push(value) - 1 };
    if (!(value instanceof Promise)) return { value: toWire(value) };
    const promise = ++promises;
    value.then(
      (result) => tell("double:settled", { promise, value: toWire(result) }),
      (error) => tell("double:settled", { promise, error: error?.message ?? String(error) }),
    );
    return { promise };
  };
  let crossing = [];
  document.addEventListener("double:files", (event) => {
    crossing = [...event.dataTransfer.files];
  });
  document.addEventListener("double:call", (event) => {
    const { target, given } = JSON.parse(event.detail);
    const values = given.map((one) => {
      if ("file" in one) return crossing[one.file];
      if ("listener" in one)
        return (...heard) => tell("double:heard", { listener: one.listener, given: heard.map(toWire) });
      return fromWire(one.value);
    });
    let answer;
    try {
      answer = answerOf(targets[target](...values));
    } catch (error) {
      answer = { error: error?.message ?? String(error) };
    }
    tell("double:answer", answer);
  });
  const expose = () => {
    for (const one of exposed) tell("double:expose", one);
  };
  document.addEventListener("double:ready", expose);
  const contextBridge = {
    exposeInMainWorld(name, api) {
      const members = Object.entries(api).map(([key, value]) => [
        key,
        typeof value === "function" ? { target: targets.push(value) - 1 } : { value: toWire(value) },
      ]);
      exposed.push({ name, members });
      expose();
    },
  };

  // --- webUtils: the browser knows the path of a real file, and tells it only to a debugger. So a drop or a choice waits until
  // the paths are there, and happens then.
  const paths = new Map();
  let held = [];
  globalThis.tesseraDoubleFiles = [];
  const again = new WeakSet();
  const filesOf = (event) => [...(event.dataTransfer?.files ?? event.target?.files ?? [])];
  const hold = (event) => {
    if (!event.isTrusted && event.type === "drop" && filesOf(event).length === 0) return;
    const files = filesOf(event);
    if (again.has(event) || files.length === 0) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    const { target, type } = event;
    let transfer = null;
    if (event.dataTransfer) {
      transfer = new DataTransfer();
      for (const file of files) transfer.items.add(file);
    }
    held.push({ target, type, transfer });
    globalThis.tesseraDoubleFiles = files;
    toMain({ kind: "files", count: files.length });
  };
  const filesAreKnown = (found) => {
    for (const [index, file] of globalThis.tesseraDoubleFiles.entries()) paths.set(file, found[index]);
    const waiting = held;
    held = [];
    for (const { target, type, transfer } of waiting) {
      const event = transfer
        ? new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer })
        : new Event(type, { bubbles: true });
      again.add(event);
      target.dispatchEvent(event);
    }
  };
  for (const type of ["drop", "change", "input"]) window.addEventListener(type, hold, true);
  const webUtils = { getPathForFile: (file) => paths.get(file) ?? "" };

  // --- accelerators: the menu gets the keys that the page did not take
  window.addEventListener(
    "keydown",
    ({ key, code, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented }) => {
      if (!defaultPrevented) toMain({ kind: "key", key, code, ctrlKey, metaKey, altKey, shiftKey });
    },
  );

  const electron = { contextBridge, ipcRenderer, webUtils };
  const require = (name) => {
    if (name === "electron") return electron;
    throw new Error(`module not found: ${name}: a sandboxed preload script has electron alone`);
  };
  preload(require);
})();

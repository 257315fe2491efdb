// Of the desktop: what a page, a second start or a stranger's file may do, and what follows an end. As in guard-list.mjs.

const main = "electron/main";
const start = "tests/main/start.test.ts";
const page = "tests/main/page.test.ts";
const line = "tests/main/service-process.test.ts";
const pack = "tests/tooling/pack-desktop.test.ts -t fuses";

const preference = (name, wrong) => ({
  name: `window: ${name}`,
  file: `${main}/open-window.ts`,
  cut: `      ${name},\n`,
  instead: wrong === undefined ? "" : `      ${wrong},\n`,
  tests: start,
});

const fuse = (name, is) => ({
  name: `fuse: ${name}`,
  file: "forge.config.ts",
  cut: `[FuseV1Options.${name}]: ${is},`,
  instead: `[FuseV1Options.${name}]: ${!is},`,
  tests: pack,
});

/** The same desktop, driven: `says` names the test of e2e/desktop.spec.ts. */
const driven = (says) => `e2e/desktop.spec.ts -g ${says}`;

export const desktopGuards = [
  preference("contextIsolation: true", "contextIsolation: false"),
  preference("sandbox: true"),
  preference("nodeIntegration: false", "nodeIntegration: true"),
  preference("webviewTag: false", "webviewTag: true"),
  {
    name: "sandbox of every process",
    file: `${main}/main.ts`,
    cut: "  app.enableSandbox();\n",
    tests: start,
  },
  { name: "lock-down of every page", file: `${main}/main.ts`, cut: "  lockDown(app);\n", tests: start },
  {
    name: "single instance",
    file: `${main}/main.ts`,
    cut: "if (app.requestSingleInstanceLock()) start().catch(fail);\nelse app.quit();",
    instead: "start().catch(fail);",
    tests: start,
  },
  {
    name: "privileges of the scheme",
    file: `${main}/main.ts`,
    cut: "supportFetchAPI: true }",
    instead: "supportFetchAPI: true, bypassCSP: true }",
    tests: start,
  },
  {
    name: "permissions of the session",
    file: `${main}/workstation.ts`,
    cut: "    denyPermissions(session.defaultSession);\n",
    tests: start,
  },
  {
    name: "downloads of the session",
    file: `${main}/workstation.ts`,
    cut: "    denyDownloads(session.defaultSession);\n",
    tests: start,
  },
  {
    name: "host of the scheme",
    file: `${main}/page.ts`,
    cut: 'address?.host === "tessera" && request.method === "GET" ? files.get(address.pathname)',
    instead: "address ? files.get(address.pathname)",
    tests: start,
  },
  {
    name: "headers of the scheme",
    file: `${main}/page.ts`,
    cut: '      headers: { ...securityHeaders, "Content-Type": file.type },',
    instead: '      headers: { "Content-Type": file.type },',
    tests: start,
  },
  ...["will-navigate", "will-frame-navigate", "will-redirect"].map((name) => ({
    name: `navigation: ${name}`,
    file: `${main}/page.ts`,
    cut: `    contents.on("${name}", (event) => stay(event, event.url));\n`,
    tests: page,
  })),
  {
    name: "webviews",
    file: `${main}/page.ts`,
    cut: '    contents.on("will-attach-webview", (event) => event.preventDefault());\n',
    tests: page,
  },
  {
    name: "new windows",
    file: `${main}/page.ts`,
    cut: '({ action: "deny" })',
    instead: '({ action: "allow" })',
    tests: page,
  },
  {
    name: "sender of a message",
    file: `${main}/listen.ts`,
    cut: '      if (!isTrustedFrame(event.senderFrame)) return { ok: false, message: "This page may not ask that." };\n',
    tests: "tests/main/listen.test.ts",
  },
  {
    name: "frames inside of the page",
    file: `${main}/page.ts`,
    cut: "frame === null || frame.parent !== null",
    instead: "frame === null",
    tests: page,
  },
  {
    name: "ports: the far end is the service's",
    file: `${main}/service-process.ts`,
    cut: 'child.postMessage({ kind: "client" }, [port1]);',
    instead: 'child.postMessage({ kind: "client" }, []);',
    tests: line,
  },
  {
    name: "ports: another one after the service was lost",
    file: `${main}/workstation.ts`,
    cut: "        if (loss.restarted) this.#handPort();\n",
    tests: driven("said,"),
  },
  {
    name: "a page that has ended is loaded again, and says so",
    file: `${main}/workstation.ts`,
    cut: '    this.#untold.push({ of: "page", message, restarted: true });\n    window.webContents.reload();\n',
    tests: driven("queued"),
  },
  {
    name: "a page that ends again and again is not loaded for ever",
    file: `${main}/workstation.ts`,
    cut: "    if (!this.#pageEnds.mayGoOn()) {",
    instead: "    if (!this.#pageEnds) {",
    tests: driven("when"),
  },
  {
    name: "the end of the process that draws is said",
    file: `${main}/workstation.ts`,
    cut: 'if (type === "GPU" && reason !== "clean-exit")',
    instead: 'if (type === "GPU" && reason === "clean-exit")',
    tests: driven("anew"),
  },
  {
    name: "ends within a minute",
    file: `${main}/ends.ts`,
    cut: "this.#times.length < MOST_ENDS",
    instead: "this.#times.length < Infinity",
    tests: line,
  },
  {
    name: "paths: files given are told to a service that is started again",
    file: `${main}/service-process.ts`,
    cut: '    for (const path of chosen) made.postMessage({ kind: "chosen", path });\n',
    tests: line,
  },
  {
    name: "paths: what the desktop's service reads",
    file: "electron/hosts/utility-process/main.ts",
    cut: "      guard,\n",
    tests: driven("give"),
  },
  {
    name: "paths: what is shown in its folder or dragged out",
    file: `${main}/workstation.ts`,
    cut: "const real = await fileBelow(this.#home, path);",
    instead: "const real = (await fileBelow(this.#home, path)) ?? path;",
    tests: driven("give"),
  },
  {
    name: "preload: what it says for the user, the page may not",
    file: "electron/preload/preload.ts",
    cut: '    if ((name as string) === "chosen") throw new Error("The page may not ask that.");\n',
    tests: driven("give"),
  },
  {
    name: "preload: events stay in its world",
    file: "electron/preload/preload.ts",
    cut: "listener(message);\n  ipcRenderer",
    instead: "(listener as (...all: unknown[]) => void)(_event, message);\n  ipcRenderer",
    tests: driven("palette"),
  },
  {
    name: "sandbox, over the double",
    file: `${main}/open-window.ts`,
    cut: "      sandbox: true,\n",
    instead: "      sandbox: false,\n",
    tests: driven("palette"),
  },
  {
    name: "lock-down of every page, over the double",
    file: `${main}/main.ts`,
    cut: "  lockDown(app);\n",
    tests: driven("keeps"),
  },
  {
    name: "permissions of the session, over the double",
    file: `${main}/workstation.ts`,
    cut: "    denyPermissions(session.defaultSession);\n",
    tests: driven("keeps"),
  },
  {
    name: "single instance, over the double",
    file: `${main}/main.ts`,
    cut: "if (app.requestSingleInstanceLock()) start().catch(fail);\nelse app.quit();",
    instead: "start().catch(fail);",
    tests: driven("second"),
  },
  {
    name: "privileges of the scheme, over the double",
    file: `${main}/main.ts`,
    cut: "standard: true, secure: true, ",
    instead: "",
    tests: driven("palette"),
  },
  {
    name: "policy of the page, over the double",
    file: `${main}/page.ts`,
    cut: '      headers: { ...securityHeaders, "Content-Type": file.type },',
    instead: '      headers: { "Content-Type": file.type },',
    tests: driven("keeps"),
  },
  {
    name: "nobody is asked for a newer version without an address",
    file: `${main}/workstation.ts`,
    cut: "    if (!address) return;\n",
    instead: "",
    tests: start,
  },
  fuse("RunAsNode", false),
  fuse("EnableNodeOptionsEnvironmentVariable", false),
  fuse("EnableNodeCliInspectArguments", false),
  fuse("EnableCookieEncryption", false),
  fuse("EnableEmbeddedAsarIntegrityValidation", true),
  fuse("OnlyLoadAppFromAsar", true),
  fuse("GrantFileProtocolExtraPrivileges", false),
];

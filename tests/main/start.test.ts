import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";

/** What the desktop asked of Electron, in order. */
const asked: string[] = [];
/** Answers to everything that a test does not look at, whatever is asked of it. */
// biome-ignore lint/suspicious/noExplicitAny: it stands for every object of Electron
const anything: any = new Proxy(() => undefined, {
  get: (_target, key) => (typeof key === "symbol" || key === "then" ? undefined : anything),
  apply: () => anything,
  construct: () => anything,
});
const folder = mkdtempSync(join(tmpdir(), "tessera-start-"));
let isFirst = true;
let schemes: unknown;
let preferences: unknown;
let answer: ((request: { url: string; method: string }) => Response) | undefined;

vi.mock("electron", () => {
  const app = {
    isPackaged: false,
    requestSingleInstanceLock: () => isFirst,
    enableSandbox: () => asked.push("enableSandbox"),
    whenReady: async () => asked.push("ready"),
    quit: () => asked.push("quit"),
    exit: (code: number) => asked.push(`exit ${code}`),
    on: (name: string) => asked.push(`on ${name}`),
    off: () => undefined,
    getPath: () => folder,
    getVersion: () => "0",
    setJumpList: () => undefined,
    addRecentDocument: () => undefined,
    dock: undefined,
  };
  const defaultSession = new Proxy({}, { get: (_target, key) => () => asked.push(`session.${String(key)}`) });
  class BrowserWindow {
    webContents = anything;
    constructor(options: { webPreferences: unknown }) {
      preferences = options.webPreferences;
      asked.push("window");
    }
    once() {}
    on() {}
    maximize() {}
    async loadURL(address: string) {
      asked.push(`load ${address}`);
    }
  }
  return {
    app,
    BrowserWindow,
    dialog: { showErrorBox: (_title: string, text: string) => asked.push(`error ${text}`) },
    ipcMain: { handle: () => undefined },
    Menu: anything,
    net: { fetch: async () => asked.push("fetch") },
    MessageChannelMain: anything,
    nativeTheme: anything,
    protocol: {
      registerSchemesAsPrivileged: (given: unknown) => {
        schemes = given;
      },
      handle: (_scheme: string, handler: typeof answer) => {
        answer = handler;
      },
    },
    screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
    session: { defaultSession },
    shell: anything,
    utilityProcess: anything,
  };
});
vi.mock("../../electron/main/service-process.ts", () => ({ startServiceProcess: () => anything }));
vi.mock("../../electron/hosts/browser/static-files.ts", () => ({
  loadStaticFiles: async () =>
    new Map([["/", { type: "text/html", body: new TextEncoder().encode("<!doctype html>") }]]),
}));

beforeEach(() => {
  asked.length = 0;
  vi.resetModules();
  vi.stubEnv("TESSERA_HOME", join(folder, "home"));
  mkdirSync(join(folder, "home"), { recursive: true });
  writeFileSync(join(folder, "preload.cjs"), "");
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function start(first = true): Promise<void> {
  isFirst = first;
  await import("../../electron/main/main.ts");
  await vi.waitFor(() => expect(asked).toContain(first ? "load app://tessera/" : "quit"));
}

test("before anything is shown every page is in the sandbox and locked down, and the session gives nothing", async () => {
  await start();
  const before = (one: string, other: string) => {
    expect(asked).toContain(one);
    expect(asked.indexOf(one)).toBeLessThan(asked.indexOf(other));
  };
  before("enableSandbox", "ready");
  before("on web-contents-created", "ready");
  for (const handler of ["PermissionRequest", "PermissionCheck", "DevicePermission"])
    before(`session.set${handler}Handler`, "window");
  before("session.on", "window");
});

test("the window has no Node, no webviews, and a world of its own", async () => {
  await start();
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  expect(Object.keys(preferences as object)).not.toContain("webSecurity");
});

test("nobody outside is asked anything", async () => {
  await start();
  await new Promise((done) => setTimeout(done, 50));
  expect(asked).not.toContain("fetch");
});

test("a second one hands over and ends", async () => {
  await start(false);
  expect(asked).toEqual(["quit"]);
});

test("the scheme of the page has an origin and passes no policy by", async () => {
  await start();
  expect(schemes).toEqual([
    { scheme: "app", privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
});

test("the scheme serves this page alone, with the policy", async () => {
  await start();
  const ask = (url: string, method = "GET") => answer?.({ url, method }) as Response;
  const page = ask("app://tessera/");
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toBe("text/html");
  const refused = [
    ask("app://evil/"),
    ask("app://tessera/../secret"),
    ask("app://tessera/", "POST"),
    ask("nonsense"),
  ];
  for (const one of refused) expect(one.status).toBe(404);
  for (const one of [page, ...refused]) {
    expect(one.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(one.headers.get("x-content-type-options")).toBe("nosniff");
  }
});

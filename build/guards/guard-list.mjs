// Every guard of the product whose loss no user would see: what stands in which file, and the tests that notice when it is
// gone. `cut` stands once in the file, and `instead` takes its place.
import { desktopGuards } from "./desktop-guards.mjs";
import { importGuards } from "./import-guards.mjs";

const browser = "electron/hosts/browser";
const service = "electron/service";
const limits = "tests/hosts/browser/limits.test.ts";
const host = "tests/hosts/browser/host.test.ts";
const order = "tests/service/datasets/version/durable-order.test.ts";
const queue = "tests/service/jobs/queue.test.ts";

/** The browser host: who may talk to it, and how much. */
const served = [
  ...[
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "script-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
  ].map((rule) => ({
    name: `content policy: ${rule}`,
    file: `${browser}/security-headers.ts`,
    cut: `  "${rule}",\n`,
    tests: limits,
  })),
  {
    name: "life of a token",
    file: `${browser}/access.ts`,
    cut: "      if (now() > expires) return null;\n",
    tests: limits,
  },
  {
    name: "a token works once",
    file: `${browser}/access.ts`,
    cut: "      tokens.delete(digest);\n",
    tests: host,
  },
  {
    name: "Host header",
    file: `${browser}/access.ts`,
    cut: `  if (!hosts.includes(headers.host ?? "")) return "The Host header is not this host's address.";\n`,
    tests: host,
  },
  {
    name: "Origin header",
    file: `${browser}/access.ts`,
    cut: "  if (origin !== undefined && origin !==",
    instead: "  if (origin === null && origin !==",
    tests: host,
  },
  {
    name: "key",
    file: `${browser}/router.ts`,
    cut: "if (!parts.access.allows(request.headers.authorization))",
    instead: "if (parts.access.allows(request.headers.authorization) === null)",
    tests: host,
  },
  {
    name: "time of headers",
    file: `${browser}/host.ts`,
    cut: "  headersTimeout: 10_000,\n",
    instead: "  headersTimeout: 0,\n",
    tests: limits,
  },
  {
    name: "time of a token's request",
    file: `${browser}/router.ts`,
    cut: "    const late = setTimeout(() => request.destroy(), tokenTime);\n",
    instead: "    const late = setTimeout(() => undefined, tokenTime);\n",
    tests: limits,
  },
  {
    name: "a body that is not read ends its connection",
    file: `${browser}/router.ts`,
    cut: '  response.setHeader("Connection", "close");\n',
    tests: limits,
  },
  {
    name: "limit of a body",
    file: `${browser}/http.ts`,
    cut: "    if (length > limit) return null;\n",
    tests: limits,
  },
  {
    name: "limit of an upload",
    file: `${browser}/transfers.ts`,
    cut: "      if (length > limit) throw new LimitReached();\n",
    tests: host,
  },
  {
    name: "NUL in a path",
    file: `${service}/disk/own-places.ts`,
    cut: '  if (path.includes("\\0")) return null;\n',
    tests: "tests/service/disk/own-places.test.ts",
  },
];

/** The store: nothing half-written is ever read, whatever is killed. */
const stored = [
  {
    name: "flush of a file",
    file: `${service}/disk/durable.ts`,
    cut: "    await file.writeFile(content);\n    await file.sync();\n",
    instead: "    await file.writeFile(content);\n",
    tests: order,
  },
  {
    name: "flush of a folder",
    file: `${service}/disk/durable.ts`,
    cut: "    await folder.sync();\n",
    tests: order,
  },
  {
    name: "flush behind a replaced file",
    file: `${service}/disk/durable.ts`,
    cut: "    await rename(temporary, path);\n    await syncFolder(dirname(path));\n",
    instead: "    await rename(temporary, path);\n",
    tests: order,
  },
  {
    name: "flush of a version's folders",
    file: `${service}/datasets/version/commit.ts`,
    cut: "    await files.sync();\n",
    tests: order,
  },
  {
    name: "flush before a version is in force",
    file: `${service}/datasets/version/commit.ts`,
    cut: "      await syncFolder(root.dataset(name));\n",
    tests: order,
  },
  {
    name: "flush of a new dataset's folder",
    file: `${service}/datasets/version/commit.ts`,
    cut: "      await syncFolder(temporary);\n",
    tests: order,
  },
  {
    name: "flush of a new dataset's name",
    file: `${service}/datasets/version/commit.ts`,
    cut: "      await rename(temporary, root.dataset(name));\n      await syncFolder(root.folder);\n",
    instead: "      await rename(temporary, root.dataset(name));\n",
    tests: order,
  },
  {
    name: "a file is never written over",
    file: `${service}/disk/durable.ts`,
    cut: 'const file = await open(path, "wx");',
    instead: 'const file = await open(path, "w");',
    tests: "tests/service/disk/durable.test.ts",
  },
  {
    name: "format version",
    file: `${service}/datasets/version/manifest.ts`,
    cut: "  if (content.formatVersion !== 1) throw",
    instead: "  if (content.formatVersion === undefined) throw",
    tests: "tests/service/datasets/version/manifest.test.ts",
  },
  {
    name: "checksum of a manifest",
    file: `${service}/disk/sealed.ts`,
    cut: '  if (checksum !== checksumOf(content)) throw new Error("its checksum does not agree.");\n',
    tests: "tests/service/datasets/version/manifest.test.ts",
  },
  {
    name: "a manifest belongs to its version",
    file: `${service}/datasets/version/manifest.ts`,
    cut: "  if (content.version !== version)\n",
    instead: "  if (content.version === undefined)\n",
    tests: "tests/service/datasets/version/manifest.test.ts",
  },
  {
    name: "sizes of files",
    file: `${service}/datasets/read/open.ts`,
    cut: "  await checkFileSizes(folder, manifest.files);\n",
    tests: "tests/service/datasets/read/open.test.ts",
  },
  {
    name: "a version that appears while one is read",
    file: `${service}/datasets/read/open.ts`,
    cut: "    if (options.version !== undefined || (await readPointer(root, name)) === before) throw error;\n",
    instead: "    if (before !== null) throw error;\n",
    tests: "tests/service/datasets/read/latest.test.ts",
  },
  {
    name: "locks of this process",
    file: `${service}/disk/lock.ts`,
    cut: "Number(pid) === process.pid ? !held.has(token) : !processIsAlive(Number(pid))",
    instead: "Number(pid) === process.pid ? false : !processIsAlive(Number(pid))",
    tests: "tests/service/disk/lock.test.ts",
  },
  {
    name: "locks of other machines",
    file: `${service}/disk/lock.ts`,
    cut: "  if (!isSameSystem && host !== hostname()) return age > foreignMilliseconds;\n",
    tests: "tests/service/disk/lock.test.ts",
  },
  {
    name: "locks of another process of the same number",
    file: `${service}/disk/lock.ts`,
    cut: 'if (isSameSystem && start !== "" && processIsAlive(Number(pid)) && startOf(Number(pid)) !== start)',
    instead: "if (start === null)",
    tests: "tests/service/disk/lock.test.ts",
  },
  {
    name: "folders of living processes",
    file: `${service}/datasets/store/temporary.ts`,
    cut: "    if (!processIsAlive(pid) || age > oldMilliseconds) {",
    instead: "    if (age >= 0) {",
    tests: "tests/service/disk/sweep.test.ts",
  },
  {
    name: "the store is written by nobody but the store",
    file: `${service}/service.ts`,
    cut: "  await checkPlaces(context.home, method.request, complete);\n",
    tests: "tests/service/places.test.ts",
  },
];

/** The queue: every job once. */
const jobs = [
  {
    name: "id of a job in a path",
    file: `${service}/jobs/store.ts`,
    cut: "    if (!isId.test(id)) throw",
    instead: "    if (id === undefined) throw",
    tests: "tests/service/jobs/store.test.ts",
  },
  {
    name: "a finished job is not done again",
    file: `${service}/jobs/queue-order.ts`,
    cut: "      await store.dropQueued(id);\n      continue;\n",
    tests: "tests/service/jobs/store.test.ts",
  },
  {
    name: "a running job of a dead process is queued again",
    file: `${service}/jobs/queue-order.ts`,
    cut: '    if (job?.state !== "running") continue;\n',
    instead: "    if (job) continue;\n",
    tests: "tests/service/jobs/store.test.ts",
  },
  {
    name: "a job whose effect is there has not failed",
    file: `${service}/jobs/queue-order.ts`,
    cut: " || (await isApplied(job))",
    tests: "tests/service/jobs/store.test.ts",
  },
  {
    name: "a job that failed on a full disk waits for room",
    file: `${service}/jobs/worker.ts`,
    cut: "    await this.#keep(again, running, stop);\n",
    instead: "    await this.#store.saveQueued(again);\n",
    tests: `${queue} -t room`,
  },
  {
    name: "outputs of an attempt that was cut off",
    file: `${service}/jobs/worker.ts`,
    cut: "await removeOutputs(queued.ownOutputs ?? [])",
    instead: "[] as string[]",
    tests: `${queue} -t takes`,
  },
  {
    name: "one process works on the queue",
    file: `${service}/jobs/queue.ts`,
    cut: "    const release = this.#isWorking ? undefined : await takeLock(this.#lockFile);\n    if (!release) {\n      throw",
    instead: "    const release = async () => undefined;\n    if (release === null) {\n      throw",
    tests: `${queue} -t process`,
  },
];

export const guards = [...desktopGuards, ...served, ...stored, ...importGuards, ...jobs];

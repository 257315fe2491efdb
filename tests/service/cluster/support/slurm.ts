import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const isThere = (program: string) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;

/** Why no Slurm can be started here; undefined: one can. */
export function whyNoSlurm(): string | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return "a Slurm is started by root alone";
  const missing = ["munged", "slurmctld", "slurmd", "sbatch"].filter((program) => !isThere(program));
  return missing.length > 0
    ? `${missing.join(", ")} not installed: apt-get install slurm-wlm munge`
    : undefined;
}

/** Why no ssh server can be started here. */
export const whyNoSsh = (): string | undefined =>
  isThere("/usr/sbin/sshd") && isThere("ssh-keygen")
    ? undefined
    : "sshd not installed: apt-get install openssh-server";

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (!address || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Two nodes of one processor each on the loopback, without systemd and without accounting. */
function slurmConf(folder: string, [controller, first, second]: readonly number[]): string {
  const host = hostname();
  const node = (name: string, port: number | undefined) =>
    `NodeName=${name} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${port} CPUs=1 RealMemory=4000`;
  return `ClusterName=tessera-test
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
CredType=cred/munge
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmctldPort=${controller}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool-%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd-%n.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/slurmd-%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SwitchType=switch/none
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_interval=2,sched_min_interval=100000
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
MinJobAge=3600
JobRequeue=1
SlurmdParameters=config_overrides
${node("n1", first)}
${node("n2", second)}
PartitionName=main Nodes=n1,n2 Default=YES MaxTime=60 State=UP
`;
}

/**
 * A Slurm of this test's own. It counts in the environment of this process until it is closed. `cores`: processor cores that
 * each of its two nodes is bound to, with all that it runs.
 */
export async function startSlurm(cores: readonly string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), "tessera-slurm-"));
  // munged wants that nobody else may write here.
  chmodSync(folder, 0o755);
  const daemons: ChildProcess[] = [];
  const start = (program: string, ...args: string[]) => {
    daemons.push(spawn(program, args, { stdio: "ignore" }));
  };
  const before = process.env.SLURM_CONF;
  const file = join(folder, "slurm.conf");
  const at = (name: string) => join(folder, name);
  mkdirSync(at("state"));
  for (const node of ["n1", "n2"]) mkdirSync(at(`spool-${node}`));
  writeFileSync(file, slurmConf(folder, [await freePort(), await freePort(), await freePort()]));
  writeFileSync(at("munge.key"), Buffer.alloc(128, `${process.pid} ${Date.now()} `), { mode: 0o400 });
  process.env.SLURM_CONF = file;
  const files = [
    ["key-file", "key"],
    ["socket", "socket"],
    ["pid-file", "pid"],
    ["log-file", "log"],
    ["seed-file", "seed"],
  ];
  start(
    "munged",
    ...["--force", "--foreground", "--num-threads=2"],
    ...files.map(([option, name]) => `--${option}=${at(`munge.${name}`)}`),
  );
  const run = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: "utf8" });
  start("slurmctld", "-D", "-i");
  for (const [k, node] of ["n1", "n2"].entries()) {
    const slurmd = ["slurmd", "-D", "-N", node];
    const bound = cores[k] === undefined ? slurmd : ["taskset", "-c", cores[k], ...slurmd];
    start(bound[0] as string, ...bound.slice(1));
  }
  /** A task that its node would not begin, because it had not forgotten the one before, is held until somebody lets it go. */
  const releaseHeld = (): void => {
    const waiting = spawnSync("squeue", ["-h", "-r", "-t", "PD", "-o", "%i %r"], { encoding: "utf8" }).stdout;
    for (const [, task] of waiting.matchAll(/^(\S+) launch failed requeued held$/gm))
      spawnSync("scontrol", ["release", task as string]);
  };
  const slurm = {
    conf: file,
    run,
    /** Nodes take work again; one that has come back by itself refuses the word. */
    resume(nodes: string): void {
      spawnSync("scontrol", ["update", `NodeName=${nodes}`, "State=RESUME"]);
    },
    /**
     * A task that waits again begins now. Slurm itself would wait two minutes, in which its node forgets that it had it: within
     * the same second a launch is refused, and the last word of the old script would end the new one.
     */
    async beginAgain(task: string): Promise<void> {
      await pause(3000);
      run("scontrol", "update", `JobId=${task}`, "StartTime=now");
    },
    /** Waits until `is` says so. Throws Error after so many seconds. */
    async until(what: string, is: () => boolean | Promise<boolean>, seconds = 120): Promise<void> {
      for (const end = Date.now() + 1000 * seconds; Date.now() < end; await pause(200)) {
        if (await is()) return;
        releaseHeld();
      }
      const queue = spawnSync("squeue", ["-a", "-r"], { encoding: "utf8" }).stdout;
      throw new Error(`${what}: not after ${seconds} s\n${queue}`);
    },
    async close(): Promise<void> {
      spawnSync("scancel", ["--user", userInfo().username]);
      for (const daemon of daemons.reverse()) {
        const ended = new Promise((resolve) => daemon.once("exit", resolve));
        daemon.kill("SIGTERM");
        await Promise.race([ended, pause(5000).then(() => daemon.kill("SIGKILL"))]);
      }
      if (before === undefined) delete process.env.SLURM_CONF;
      else process.env.SLURM_CONF = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  try {
    const idle = () =>
      spawnSync("sinfo", ["-h", "-N", "-o", "%T"], { encoding: "utf8" }).stdout === "idle\nidle\n";
    await slurm.until("two nodes are idle", idle, 30);
  } catch (error) {
    await slurm.close();
    throw error;
  }
  return slurm;
}

/** An ssh server of this test's own, for one key, with this environment. */
export async function startSsh(environment: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "tessera-ssh-"));
  const at = (name: string) => join(folder, name);
  for (const name of ["host", "user"])
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", at(name)]);
  mkdirSync("/run/sshd", { recursive: true });
  const port = await freePort();
  const setEnv = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  writeFileSync(
    at("sshd_config"),
    [
      `Port ${port}`,
      "ListenAddress 127.0.0.1",
      `HostKey ${at("host")}`,
      `AuthorizedKeysFile ${at("user.pub")}`,
      "StrictModes no",
      "PasswordAuthentication no",
      "PermitRootLogin yes",
      "UsePAM no",
      `PidFile ${at("pid")}`,
      `SetEnv ${setEnv.join(" ")}`,
    ].join("\n"),
  );
  const daemon = spawn("/usr/sbin/sshd", ["-D", "-f", at("sshd_config")], { stdio: "ignore" });
  return {
    host: `${userInfo().username}@127.0.0.1`,
    options: `-p ${port} -i ${at("user")} -o StrictHostKeyChecking=no -o UserKnownHostsFile=${at("known")} -o LogLevel=ERROR -o ConnectionAttempts=20`,
    close() {
      daemon.kill("SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

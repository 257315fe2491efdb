import { integerSetting, textSetting } from "../kinds.ts";

const text = (options: {
  readonly pattern?: RegExp;
  readonly allowed: string;
  readonly documentation: string;
}) => textSetting({ default: "", ...options });

export const cluster = {
  command: text({
    allowed: "a command line, or nothing",
    documentation:
      "How Tessera is called in a scheduler's task. Left empty: as this installation is, which must then lie where the nodes see it.",
  }),
  container: text({
    allowed: "the words before the command, or nothing",
    documentation: "What runs the command in a container: apptainer exec --nv /shared/tessera.sif, for one.",
  }),
  setup: text({
    allowed: "a line of a shell, or nothing",
    documentation: "A line that comes before the command in a task of Slurm: module load nodejs/24, for one.",
  }),
  cpus_per_task: integerSetting({
    default: 2,
    min: 1,
    max: 1024,
    unit: "processors",
    documentation: "Processors of a shard. Results do not depend on it.",
  }),
  memory: text({
    pattern: /^(\d+[KMGT])?$/,
    allowed: "a number with K, M, G or T behind it, or nothing",
    documentation: "Memory of a task, 4G for one. Left empty: what the scheduler gives.",
  }),
  partition: text({
    pattern: /^[\w.,-]*$/,
    allowed: "a partition of Slurm, or nothing",
    documentation: "Where tasks of Slurm run. Left empty: its default partition.",
  }),
  time_limit: text({
    pattern: /^[\d:-]*$/,
    allowed: "a time of Slurm, or nothing",
    documentation:
      "Most time of a task of Slurm, 2:00:00 for two hours. A search keeps its state a minute before, and goes on from it in its next attempt.",
  }),
  gres: text({
    pattern: /^[\w.,:-]*$/,
    allowed: "a request of Slurm, or nothing",
    documentation: "Devices of a task of Slurm. Left empty: gpu:1 for a plan on cuda, else none.",
  }),
  ssh: text({
    pattern: /^([^\s-]\S*)?$/,
    allowed: "a host of ssh, or nothing",
    documentation:
      "Login node whose scheduler is used, through the system's own ssh with a key that needs no password. The plan's folder must have the same path there.",
  }),
  ssh_options: text({
    allowed: "options of ssh, separated by spaces, or nothing",
    documentation: "More options of ssh: -p 2222 -i ~/.ssh/cluster, for one.",
  }),
  image: textSetting({
    default: "tessera:latest",
    allowed: "an image of a container",
    documentation: "Of Kubernetes: an image with Tessera, called as cluster.command says.",
  }),
  claim: textSetting({
    default: "tessera",
    allowed: "the name of a claim",
    documentation: "Of Kubernetes: the persistent volume claim that holds the plan's folder.",
  }),
  mount: text({
    allowed: "a folder, or nothing",
    documentation: "Of Kubernetes: where the claim is mounted. Left empty: at the plan's folder.",
  }),
};

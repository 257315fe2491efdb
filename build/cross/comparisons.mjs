import { join } from "node:path";

/** What is run on both machines, in this order, in one data root: every kind of figure, and what changes the store. */
export function comparisons(root) {
  const golden = (...parts) => join(root, "tests", "golden", ...parts);
  const json = (says, ...args) => ({ says, args: [...args, "--json"], isJson: true });
  const done = (says, ...args) => ({ says, args, isJson: false });
  const search = ["--size", "10", "--algorithms", "all", "--budget", "20k", "--seed", "7", "--twins", "0"];
  return [
    done(
      "import of 82 x 400",
      "import",
      golden("entire_day_82x400", "entire_day_82x400.csv"),
      "--dataset",
      "day",
    ),
    done(
      "import with zones and regimes",
      "import",
      golden("enhanced_zones", "enhanced_88x29.csv"),
      "--dataset",
      "zones",
    ),
    json("metrics, textbook", "metrics", "day"),
    json("metrics, legacy", "metrics", "day", "--profile", "legacy"),
    json("metrics, r", "metrics", "day", "--profile", "r"),
    // Processors add its sums in vectors of their own width (docs/decisions/equal-bits.md); everything else has the same bits.
    { ...json("correlation", "correlate", "day"), within: 1e-12 },
    json("search by ROI / drawdown with all eight", "search", "day", "--objective", "ratio", ...search),
    json("search by the believable Sharpe ratio", "search", "day", ...search),
    json(
      "search of the legacy profile, with files",
      "search",
      "day",
      "--profile",
      "legacy",
      ...search,
      "--out",
      "files",
    ),
    json("sizes of a portfolio", "kelly", "day", "--portfolio", "names.txt", "--capital", "1000000"),
    json("regimes", "regimes", "zones"),
    done("verify", "verify", "day"),
    done(
      "a second version",
      "import",
      golden("entire_day_82x400", "entire_day_82x400.csv"),
      "--dataset",
      "day",
      "--replace",
    ),
    done("back to the first", "rollback", "day"),
    done("export", "export", "day", "--format", "csv", "--out", "back.csv"),
    done("import of the export", "import", "back.csv", "--dataset", "back"),
    json("metrics of the export", "metrics", "back"),
  ];
}

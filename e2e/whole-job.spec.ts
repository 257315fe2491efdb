import { test } from "./support/workstation.ts";
import { analysisTests } from "./whole-job/analysis-tests.ts";
import { dataTests } from "./whole-job/data-tests.ts";
import { portfolioTests } from "./whole-job/portfolio-tests.ts";
import { searchTests } from "./whole-job/search-tests.ts";
import { serviceTests } from "./whole-job/service-tests.ts";

test.describe.configure({ mode: "serial" });
test.use({ part: "whole-job" });

// In this order, because each goes on with what the one before left.
dataTests();
analysisTests();
searchTests();
portfolioTests();
serviceTests();

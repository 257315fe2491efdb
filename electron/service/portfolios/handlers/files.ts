import { portfolioFiles } from "../../../contract/methods/portfolio.ts";
import { register } from "../../handler.ts";
import { writeResultFolder } from "../result-folder.ts";

/** portfolio.files */
export const portfolioFilesHandler = register(portfolioFiles, writeResultFolder);

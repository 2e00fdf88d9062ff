import {
  addCompletion,
  createProgram,
  type Program,
  packageVersion,
  toProgram,
} from "@nodewright/command-line";
import { addCare } from "./commands/care.js";
import { addInit } from "./commands/init.js";
import { addJobs } from "./commands/jobs.js";
import { addLook } from "./commands/look.js";
import { addPublish } from "./commands/publish.js";
import { addServe } from "./commands/serve.js";
import { addWork } from "./commands/work.js";

/** `nodewright-farm`: the option tables. */
export const program: Program = toProgram((io, setExitCode) => {
  const root = createProgram({
    name: "nodewright-farm",
    description: "Builds Node.js for every platform, and publishes it signed.",
    version: packageVersion(new URL("../package.json", import.meta.url)),
  });
  addInit(root, io);
  addLook(root, io);
  addJobs(root, io);
  addWork(root, io, setExitCode);
  addPublish(root, io);
  addServe(root, io);
  addCare(root, io, setExitCode);
  addCompletion(root, io);
  return root;
});

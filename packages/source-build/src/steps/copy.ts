import { copyTree } from "../copy-tree.js";
import type { StepFunction } from "./notices.js";

/** The package's files as they are, into the prefix. */
export const copy: StepFunction = async ({ prefix }, { directory }) => {
  await copyTree(directory, prefix);
};

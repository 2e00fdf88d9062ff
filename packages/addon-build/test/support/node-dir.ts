import { dirname } from "node:path";

/** The prefix of the Node.js that runs the tests, as archives of nodejs.org and npm packages of Node.js lay it out. */
export const nodeDir: string = dirname(dirname(process.execPath));

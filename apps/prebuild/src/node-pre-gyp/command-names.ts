/** Every command, in the order of the usage text, and what it does. */
export const COMMANDS = {
  clean: "removes the folder of the compiled .node file",
  install: "installs the prebuilt addon, checked; builds it where asked to",
  reinstall: 'runs "clean" and "install"',
  build: "compiles the addon with node-gyp (nw-gyp for NW.js)",
  rebuild: 'runs "clean" and "build"',
  package: "packs the addon's folder into the staged tarball",
  testpackage: "unpacks the staged tarball and loads the addon",
  publish: "publishes the staged tarball; never over another",
  unpublish: "removes the published tarball",
  info: "lists what is published",
  testbinary: "loads the addon",
  reveal: "prints what package.json comes to",
  configure: "configures the build with node-gyp (nw-gyp for NW.js)",
} as const;

export type CommandName = keyof typeof COMMANDS;

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

import { describe, expect, it } from "vitest";
import { formatEnvironment } from "../src/format-environment.js";
import { formOf, hasShell, type Program, readBack, readDotenv } from "./read-back.js";

const linux = "linux";

/** What breaks quoting that was done by hand. */
const hostile = {
  T_SPACES: "a  b\tc ",
  T_QUOTES: `it's "so" and \`so\``,
  T_DOLLAR: "$HOME $(id) `id` !! !$ %PATH% ^ & | ; < > # * ? [a] {a,b} ~",
  T_BACKSLASH: "C:\\new\\table\\'\\",
  T_UNICODE: "Zürich ‘quoted’ 東京 🚀",
  T_LINES: "one\ntwo\r\nthree",
  T_DASHES: "-n --help",
  T_EMPTY: "",
};
const path = ["/opt/it's here/$HOME/bin", "/with space", "/usr/bin", "/bin"];

describe.each(["bash", "zsh", "fish", "dash"] satisfies Program[])(
  "formatEnvironment, read by %s",
  (program) => {
    const shell = formOf[program];

    it.skipIf(!hasShell(program))("comes through as it is", () => {
      const statements = formatEnvironment({ path, variables: hostile }, { shell, platform: linux });
      expect(readBack(program, statements)).toMatchObject({ ...hostile, PATH: path.join(":") });
    });
  },
);

describe("formatEnvironment", () => {
  it("writes JSON", () => {
    const text = formatEnvironment({ path, variables: hostile }, { shell: "json", platform: "win32" });
    expect(JSON.parse(text)).toEqual({ ...hostile, PATH: path.join(";") });
  });

  it("writes dotenv files that Node.js reads", () => {
    const { T_LINES: _, T_QUOTES: __, T_BACKSLASH: ___, ...plain } = hostile;
    const variables = { ...plain, ONE: "it's", TWO: `"` };
    const text = formatEnvironment(
      { path: ["/a b", "/$c"], variables },
      { shell: "dotenv", platform: linux },
    );
    expect(readDotenv(text)).toEqual({ ...variables, PATH: "/a b:/$c" });
  });

  it.each([
    ["powershell", "$env:PATH = 'C:\\it''s;C:\\b'\n$env:X = '‘‘a’’'\n"],
    ["cmd", 'SET "PATH=C:\\it\'s;C:\\b"\nSET "X=‘a’"\n'],
    ["nushell", '$env.PATH = ["C:\\\\it\'s", "C:\\\\b"]\n$env.X = "‘a’"\n'],
    ["bash", "export PATH='/c/it'\\''s:/c/b'\nexport X='‘a’'\n"],
  ] as const)("writes Windows paths for %s", (shell, expected) => {
    const environment = { path: ["C:\\it's", "C:\\b"], variables: { X: "‘a’" } };
    expect(formatEnvironment(environment, { shell, platform: "win32" })).toBe(expected);
  });

  it("has direnv watch files", () => {
    const options = { shell: "bash", platform: linux, watch: ["/it's/.nvmrc"] } as const;
    expect(formatEnvironment({ path: ["/a"], variables: {} }, options)).toBe(
      "export PATH='/a'\nwatch_file '/it'\\''s/.nvmrc'\n",
    );
  });
});

import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { parseOptions, readOptions } from "../../src/node-build/parse-options.js";
import { LIBRARY } from "../../src/node-build/texts.js";

const COMMAND_LINES = [
  ["-kpv", "4.0.0", "/prefix"],
  ["4.0.0", "--keep", "/prefix", "--", "--with x", "-y", "--"],
  ["-", "--", ""],
  ["", "--list", "-4", "a b"],
  [],
];

describe("parseOptions", () => {
  test("sorts options, arguments and what follows --", () => {
    expect(parseOptions(["-kp", "4.0.0", "--ipv4", "--", "-x"])).toEqual({
      options: ["k", "p", "ipv4"],
      positionals: ["4.0.0"],
      extra: ["-x"],
    });
  });

  test.each(COMMAND_LINES.map((argv) => [argv]))("sorts %j as the bash function of --lib does", (argv) => {
    const words = ["#OPTIONS[@]", "OPTIONS[@]", "#ARGUMENTS[@]", "ARGUMENTS[@]", "EXTRA_ARGUMENTS[@]"];
    const print = `printf '%s\\n' ${words.map((word) => `"\${${word}}"`).join(" ")}`;
    const { stdout } = spawnSync(
      "bash",
      ["--norc", "-c", `${LIBRARY}parse_options "$@"; ${print}`, "bash", ...argv],
      {
        encoding: "utf8",
      },
    );
    const { options, positionals, extra } = parseOptions(argv);
    const lists = [options.length, ...(options.length ? options : [""]), positionals.length];
    const printed = [
      ...lists,
      ...(positionals.length ? positionals : [""]),
      ...(extra.length ? extra : [""]),
    ];
    expect(stdout.replace(/\n+/g, "\n").trim()).toBe(printed.join("\n").replace(/\n+/g, "\n").trim());
  });
});

describe("readOptions", () => {
  const read = (...argv: string[]) => readOptions(parseOptions(argv));

  test.each([
    [["-c"], { compile: true }],
    [["--compile"], { compile: true }],
    [["-kpv46"], { keep: true, patch: true, verbose: true, ipv4: true, ipv6: true }],
    [
      ["--keep", "--patch", "--verbose", "--ipv4", "--ipv6"],
      { keep: true, patch: true, verbose: true, ipv4: true, ipv6: true },
    ],
  ])("%j", (options, flags) => {
    expect(read(...options, "4.0.0", "/p")).toMatchObject({ request: "build", complaints: [], flags });
  });

  test.each([
    [["-h"], "help"],
    [["--help"], "help"],
    [["-l"], "list"],
    [["--list"], "list"],
    [["--definitions"], "definitions"],
    [["--version"], "version"],
    [["--version", "-l"], "list"],
  ])("%j asks for %s", (argv, request) => {
    expect(read(...argv).request).toBe(request);
  });

  test.each([
    [[], ["missing definition argument"]],
    [["4.0.0"], ["missing prefix argument"]],
    [["a", "b", "c"], ["expected at most 2 arguments, got [a b c]"]],
    [
      ["--nope", "-z"],
      ["invalid flag 'nope'", "invalid flag 'z'"],
    ],
    [["--list", "a", "b", "c"], ["expected at most 2 arguments, got [a b c]"]],
  ])("%j is wrong", (argv, complaints) => {
    expect(read(...argv)).toMatchObject({ request: "usage-error", complaints });
  });
});

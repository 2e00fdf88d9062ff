import { describe, expect, it } from "vitest";
import { distAddress, distUrl, unofficialAddress, unofficialUrl } from "../src/dist-url.js";

describe("distUrl", () => {
  const variables = [
    "NODE_BUILD_MIRROR_URL",
    "NVM_NODEJS_ORG_MIRROR",
    "N_NODE_MIRROR",
    "FNM_NODE_DIST_MIRROR",
    "npm_config_disturl",
  ];

  it("is nodejs.org's where no variable is set, or an empty one", () => {
    expect(distUrl({})).toBe("https://nodejs.org/dist");
    expect(distUrl({ N_NODE_MIRROR: "" })).toBe("https://nodejs.org/dist");
  });

  it.each(variables.map((name, index) => [name, index] as const))(
    "takes %s before those after it",
    (name, index) => {
      const env = Object.fromEntries(
        variables.slice(index).map((one) => [one, `https://${one.toLowerCase()}/`]),
      );
      expect(distUrl(env)).toBe(`https://${name.toLowerCase()}/`);
    },
  );

  it("takes a mirror on a port", () => {
    expect(distUrl({ NVM_NODEJS_ORG_MIRROR: "http://127.0.0.1:8080/x" })).toBe("http://127.0.0.1:8080/x");
  });

  it.each(["mirror.example", "file:///srv/dist", "https://"])("refuses %j, naming the variable", (value) => {
    expect(() => distUrl({ N_NODE_MIRROR: value })).toThrow(
      expect.objectContaining({
        code: "ERR_SOURCE_CONFIG",
        message: expect.stringMatching(/^N_NODE_MIRROR is not an http\(s\) URL/),
      }),
    );
  });

  it("does not show credentials of a value that it refuses", () => {
    expect(() => distUrl({ N_NODE_MIRROR: "ftp://user:secret@host/" })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining("secret") }),
    );
  });
});

describe("distAddress", () => {
  it("names the variable that holds the address", () => {
    expect(distAddress({ N_NODE_MIRROR: "", npm_config_disturl: "https://x/" })).toEqual({
      url: "https://x/",
      variable: "npm_config_disturl",
    });
    expect(distAddress({})).toEqual({ url: "https://nodejs.org/dist" });
  });
});

describe("unofficialAddress", () => {
  it("is unofficial-builds, or a mirror of it", () => {
    expect(unofficialUrl({})).toBe("https://unofficial-builds.nodejs.org/download/release");
    expect(unofficialAddress({ NODEWRIGHT_UNOFFICIAL_MIRROR: "http://m/" })).toEqual({
      url: "http://m/",
      variable: "NODEWRIGHT_UNOFFICIAL_MIRROR",
    });
    expect(() => unofficialAddress({ NODEWRIGHT_UNOFFICIAL_MIRROR: "m" })).toThrow(
      expect.objectContaining({
        code: "ERR_SOURCE_CONFIG",
        message: expect.stringContaining("NODEWRIGHT_UNOFFICIAL_MIRROR"),
      }),
    );
  });
});

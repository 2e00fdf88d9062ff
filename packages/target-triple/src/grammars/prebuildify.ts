import type { GrammarReading } from "../grammars.js";
import { isNodeWord } from "./words.js";

/**
 * `[prebuilds/]<platform>-<arch>[+<arch>…][/<file>.node]`. Tags of the file that name no libc and no arm version
 * (runtime, abi, uv, a package's name) say nothing of the target; a tag that is missing leaves the choice open.
 */
export function readPrebuildify(text: string): GrammarReading | undefined {
  const [folder = "", file = "", ...excess] = text.replace(/^(?:\.\/)?prebuilds\//, "").split("/");
  const [os, archList, ...more] = folder.split("-");
  if (os === undefined || archList === undefined || excess.length > 0 || more.length > 0) return undefined;
  const tags = file.split(".");
  const libc = tags.findLast((tag) => tag === "glibc" || tag === "musl");
  const armTag = tags.findLast((tag) => /^armv[678]$/.test(tag));
  const texts = foldersOf(os, archList).flatMap((one) =>
    (armTag ? [armTag] : ["", "armv6", "armv7", "armv8"]).flatMap((arm) =>
      (libc ? [libc] : ["", "glibc", "musl"]).map((oneLibc) => spell(one, arm, oneLibc)),
    ),
  );
  if (!isNodeWord(os) || !isNodeWord(archList) || archList.includes("+")) return { texts };
  const armVersion = archList === "arm" ? armTag?.slice(4) : undefined;
  return { texts, parts: { os, arch: archList, libc, armVersion } };
}

function foldersOf(os: string, archList: string): readonly string[] {
  const archs = archList.split("+");
  const isUniversal =
    os === "darwin" && archs.length === 2 && archs.includes("x64") && archs.includes("arm64");
  return isUniversal ? ["darwin-x64+arm64"] : archs.map((arch) => `${os}-${arch}`);
}

function spell(folder: string, arm: string, libc: string): string {
  const tags = [arm, libc].filter((tag) => tag !== "").join(".");
  return tags === "" ? folder : `${folder}/${tags}`;
}

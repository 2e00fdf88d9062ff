// The core's figures beside its peers from npm, in one run: `pnpm --filter @nodewright/test bench`.
import { abiFigures } from "./abi.ts";
import { bundleFigures } from "./bundle-size.ts";
import { formatFigures } from "./figure.ts";
import { importFigures } from "./import-time.ts";
import { releaseFigures } from "./releases.ts";
import { targetFigures } from "./targets.ts";

const figures = [
  ...(await targetFigures()),
  ...(await abiFigures()),
  ...(await releaseFigures()),
  ...importFigures(),
  ...(await bundleFigures()),
];
console.log(formatFigures(figures));

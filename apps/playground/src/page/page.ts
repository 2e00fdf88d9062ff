import { startConverter } from "./converter.js";
import { startEditor } from "./editor.js";
import { askWorker } from "./worker-client.js";

const ask = askWorker(new Worker("worker.js", { type: "module" }));

startEditor(ask);
await startConverter(ask);

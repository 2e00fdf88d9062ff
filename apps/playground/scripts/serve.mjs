import { servePage } from "./serve-page.mjs";

const { url } = await servePage({ port: Number(process.env.PORT ?? 8080) });
console.log(url);

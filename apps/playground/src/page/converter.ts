import type { Dialect } from "@nodewright/target-triple";
import type { Conversion, Meaning } from "../worker/protocol.js";
import { byId, element, table } from "./dom.js";
import { AnswerError, type Ask } from "./worker-client.js";

const EXAMPLE = "linux/amd64";

/** The form that says one spelling in every dialect. What it asks is in the page's address, to be shared. */
export async function startConverter(ask: Ask): Promise<void> {
  const spelling = byId("spelling", HTMLInputElement);
  const dialect = byId("dialect", HTMLSelectElement);
  const dialects = await ask("dialects");
  dialect.append(
    ...dialects.map(({ name, source }) => element("option", { value: name }, `${name}: ${source}`)),
  );
  const asked = new URLSearchParams(location.hash.slice(1));
  spelling.value = asked.get("target") ?? EXAMPLE;
  dialect.value = asked.get("as") ?? "";

  let latest = 0;
  const update = async (): Promise<void> => {
    latest += 1;
    const mine = latest;
    const text = spelling.value.trim();
    const as = dialects.find(({ name }) => name === dialect.value)?.name;
    const shown = text === "" ? [] : await answer(ask, text, as);
    if (mine !== latest) return;
    byId("answer", HTMLDivElement).replaceChildren(...shown);
    history.replaceState(null, "", `#${new URLSearchParams({ target: text, ...(as ? { as } : {}) })}`);
  };
  spelling.addEventListener("input", update);
  dialect.addEventListener("change", update);
  spelling.form?.addEventListener("submit", (event) => event.preventDefault());
  await update();
}

async function answer(ask: Ask, text: string, as: Dialect | undefined): Promise<readonly HTMLElement[]> {
  try {
    const conversion = await ask("convert", text, as);
    const names = conversion.meanings.map(({ target }) => target).join(" or ");
    say(`${text} is ${names}`);
    return [explanation(conversion), publishers(conversion.meanings), spellings(conversion)];
  } catch (error) {
    if (!(error instanceof AnswerError)) throw error;
    say([error.message, error.hint].filter(Boolean).join("; "), true);
    return [];
  }
}

function say(text: string, isWrong = false): void {
  const summary = byId("summary", HTMLParagraphElement);
  summary.textContent = text;
  summary.classList.toggle("wrong", isWrong);
}

function explanation({ dialect, source, warnings, others }: Conversion): HTMLElement {
  const lines = [
    `Read as ${dialect}: ${source}.`,
    ...warnings,
    ...(others.length > 0 ? [`Also a text of ${others.join(", ")}.`] : []),
  ];
  return element("ul", {}, ...lines.map((line) => element("li", {}, line)));
}

function publishers(meanings: readonly Meaning[]): HTMLElement {
  const rows = meanings.map(({ target, publishers }): [string, string] => [
    target,
    publishers.map(({ name, detail }) => `${name} (${detail})`).join(", ") || "no known index",
  ]);
  return table({ caption: "Where such a Node.js exists", columns: ["target", "published by"], rows });
}

function spellings({ spellings }: Conversion): HTMLElement {
  const rows = spellings.map(({ dialect, texts }): [string, HTMLElement | string] => [
    dialect,
    texts.length === 0 ? "cannot say it" : element("code", {}, texts.join(" ")),
  ]);
  return table({ caption: "In every dialect", columns: ["dialect", "spelling"], rows });
}

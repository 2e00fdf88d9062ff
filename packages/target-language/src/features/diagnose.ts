import { documentKind } from "../document-kind.js";
import { readJson } from "../documents/json-tree.js";
import { isTooLarge, MAX_CHARACTERS, readSpots } from "../documents/read-spots.js";
import { type Knowledge, knowledgeOf, type LanguageContext } from "../knowledge.js";
import { createLineIndex, type LineIndex } from "../line-index.js";
import { checkPrebuilds } from "../prebuilds/check-prebuilds.js";
import { checkSchema } from "../schema/check-schema.js";
import { schemaOf } from "../schema/schemas.js";
import type { Finding } from "../spot.js";
import { checkSpot } from "../topics/topics.js";
import { type Diagnostic, type QuickFix, type Range, severities, type TextDocument } from "../types.js";

/** What is wrong with the targets and versions in a document. Never throws, whatever the text. */
export function diagnose(document: TextDocument, context: LanguageContext): Diagnostic[] {
  const lines = createLineIndex(document.text);
  return findingsOf(document, context).map((finding) => toDiagnostic(finding, lines));
}

/** The edits that remove causes of diagnostics in a range, the preferred one of each diagnostic first. */
export function quickFixes(document: TextDocument, range: Range, context: LanguageContext): QuickFix[] {
  const lines = createLineIndex(document.text);
  const [from, to] = [lines.offsetAt(range.start), lines.offsetAt(range.end)];
  const touched = findingsOf(document, context).filter(({ start, end }) => start <= to && end >= from);
  return touched.flatMap((finding) => {
    const diagnostic = toDiagnostic(finding, lines);
    return (finding.fixes ?? []).map(({ title, text, start, end }, index) => ({
      title,
      diagnostic,
      edits: [{ range: lines.rangeOf(start, end), newText: text }],
      isPreferred: index === 0,
    }));
  });
}

function findingsOf(document: TextDocument, context: LanguageContext): Finding[] {
  if (documentKind(document) === undefined) return [];
  const { ignore = [] } = context;
  const knowledge = knowledgeOf(context);
  const findings = isTooLarge(document) ? [TOO_LARGE] : findAll(document, knowledge);
  return findings.filter(({ code }) => !ignore.includes(code));
}

function findAll(document: TextDocument, knowledge: Knowledge): Finding[] {
  const isPackage = documentKind(document) === "package.json";
  return [
    ...readSpots(document).flatMap((spot) => checkSpot(spot, knowledge)),
    ...checkJson(document),
    ...(isPackage ? checkPrebuilds(document.text, knowledge) : []),
  ];
}

/** What does not fit the schema of a JSON file. */
function checkJson(document: TextDocument): Finding[] {
  const schema = schemaOf(documentKind(document));
  const isObject = /^\uFEFF?\s*\{/.test(document.text);
  const root = schema && isObject ? readJson(document.text) : undefined;
  return schema === undefined || root === undefined ? [] : checkSchema(root, schema);
}

const TOO_LARGE: Finding = {
  start: 0,
  end: 0,
  code: "too-large",
  severity: severities.information,
  message: `Targets and versions are looked at in files of up to ${MAX_CHARACTERS} characters`,
};

function toDiagnostic({ start, end, code, severity, message }: Finding, lines: LineIndex): Diagnostic {
  return { range: lines.rangeOf(start, end), severity, code, source: "nodewright", message };
}

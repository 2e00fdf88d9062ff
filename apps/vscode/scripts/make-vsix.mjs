import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { zipSync } from "fflate";

/** The media types of what is in it, by the ending of a name. */
const TYPES = {
  "": "text/plain",
  ".js": "application/javascript",
  ".json": "application/json",
  ".md": "text/markdown",
  ".vsixmanifest": "text/xml",
};

/** The earliest that ZIP can say: the same files make the same bytes, whenever. */
const mtime = new Date(1980, 0, 1);

/** The bytes of a .vsix: a ZIP by the Open Packaging Conventions, with the extension's folder and two documents of XML. */
export async function makeVsix(folder, manifest) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const content = {};
  for (const file of files.sort()) {
    content[`extension/${relative(folder, file).split(sep).join("/")}`] = await readFile(file);
  }
  const xml = {
    "[Content_Types].xml": contentTypes(Object.keys(content)),
    "extension.vsixmanifest": vsixManifest(manifest),
  };
  const documents = Object.entries(xml).map(([name, text]) => [name, new TextEncoder().encode(text)]);
  return zipSync({ ...Object.fromEntries(documents), ...content }, { level: 9, mtime });
}

function contentTypes(names) {
  const withEnding = names.filter((name) => extname(name) !== "");
  const endings = [...new Set([".vsixmanifest", ...withEnding.map((name) => extname(name))])];
  const defaults = endings.map((ending) => `<Default Extension="${ending}" ContentType="${TYPES[ending]}"/>`);
  const others = names.filter((name) => extname(name) === "");
  const overrides = others.map((name) => `<Override PartName="/${name}" ContentType="${TYPES[""]}"/>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${[...defaults, ...overrides].join("")}</Types>
`;
}

function vsixManifest({ name, displayName, publisher, version, description, categories, keywords, ...rest }) {
  // By `__web_extension` a gallery knows that browsers can run it.
  const tags = [...keywords, "__web_extension"].join(",");
  const properties = {
    "Microsoft.VisualStudio.Code.Engine": rest.engines.vscode,
    "Microsoft.VisualStudio.Code.ExtensionKind": [...rest.extensionKind, "web"].join(","),
  };
  return `<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="${escaped(name)}" Version="${version}" Publisher="${escaped(publisher)}"/>
    <DisplayName>${escaped(displayName)}</DisplayName>
    <Description xml:space="preserve">${escaped(description)}</Description>
    <Tags>${escaped(tags)}</Tags>
    <Categories>${escaped(categories.join(","))}</Categories>
    <GalleryFlags>Public</GalleryFlags>
    <Properties>
${Object.entries(properties)
  .map(([id, value]) => `      <Property Id="${id}" Value="${escaped(value)}"/>`)
  .join("\n")}
    </Properties>
    <License>extension/LICENSE</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.Details" Path="extension/README.md" Addressable="true"/>
    <Asset Type="Microsoft.VisualStudio.Services.Content.License" Path="extension/LICENSE" Addressable="true"/>
  </Assets>
</PackageManifest>
`;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

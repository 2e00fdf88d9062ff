import type * as vscode from "vscode";

/** What VS Code's API does with what it is given, as far as the extension uses it; types of positions are plain. */
export interface VscodeDouble {
  /** What `require("vscode")` gives. */
  readonly api: object;
  readonly diagnostics: ReadonlyMap<string, readonly vscode.Diagnostic[]>;
  readonly providers: {
    completion?: vscode.CompletionItemProvider;
    hover?: vscode.HoverProvider;
    codeActions?: vscode.CodeActionProvider;
  };
  readonly registered: { readonly selector: unknown; readonly triggers: readonly string[] }[];
  /** Opens a document, or types all of it anew. */
  readonly show: (uri: string, languageId: string, text: string) => vscode.TextDocument;
  readonly close: (uri: string) => void;
  readonly write: (uri: string, text: string) => void;
  readonly set: (ignore: unknown) => void;
}

class Uri {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  static parse(text: string) {
    return new Uri(text);
  }
  get scheme() {
    return this.#text.replace(/:.*/s, "");
  }
  toString() {
    return this.#text;
  }
}

class Disposable {
  readonly dispose: () => void;
  constructor(dispose: () => void) {
    this.dispose = dispose;
  }
  static from(...all: readonly Disposable[]) {
    return new Disposable(() => {
      for (const one of all) one.dispose();
    });
  }
}

/** A class of VS Code whose constructor keeps what it is given. */
function plainClass(...names: readonly string[]) {
  return class {
    constructor(...values: readonly unknown[]) {
      for (const [index, name] of names.entries()) Reflect.set(this, name, values[index]);
    }
  };
}

const plainClasses = {
  CodeAction: plainClass("title", "kind"),
  CompletionItem: plainClass("label", "kind"),
  Diagnostic: plainClass("range", "message", "severity"),
  Hover: plainClass("contents", "range"),
  MarkdownString: plainClass("value"),
  Range: plainClass("line", "character", "endLine", "endCharacter"),
};

class WorkspaceEdit {
  readonly replaced: { readonly uri: string; readonly range: object; readonly newText: string }[] = [];
  replace(uri: Uri, range: object, newText: string) {
    this.replaced.push({ uri: uri.toString(), range, newText });
  }
}

class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };
  fire(value: T): void {
    for (const listener of this.#listeners) listener(value);
  }
}

interface OpenDocument {
  readonly uri: Uri;
  readonly languageId: string;
  version: number;
  isClosed: boolean;
  text: string;
  getText(): string;
}

export function createVscodeDouble(): VscodeDouble {
  const documents = new Map<string, OpenDocument>();
  const files = new Map<string, Uint8Array>();
  const diagnostics = new Map<string, readonly vscode.Diagnostic[]>();
  const providers: VscodeDouble["providers"] = {};
  const registered: { selector: unknown; triggers: readonly string[] }[] = [];
  let ignored: unknown;
  const [opened, closed] = [new Emitter<OpenDocument>(), new Emitter<OpenDocument>()];
  const [changed, configured] = [new Emitter<{ document: OpenDocument }>(), new Emitter<object>()];
  const written = new Emitter<Uri>();
  const register = (name: keyof typeof providers) => {
    return (selector: unknown, provider: object, ...triggers: string[]) => {
      registered.push({ selector, triggers });
      Object.assign(providers, { [name]: provider });
      return new Disposable(() => delete providers[name]);
    };
  };
  const languages = {
    registerCompletionItemProvider: register("completion"),
    registerHoverProvider: register("hover"),
    registerCodeActionsProvider: register("codeActions"),
    createDiagnosticCollection: () => ({
      set: (uri: Uri, found: readonly vscode.Diagnostic[]) => diagnostics.set(uri.toString(), found),
      delete: (uri: Uri) => diagnostics.delete(uri.toString()),
      dispose: () => diagnostics.clear(),
    }),
  };
  const workspace = {
    get textDocuments() {
      return [...documents.values()];
    },
    fs: {
      async readFile(uri: Uri) {
        const bytes = files.get(uri.toString());
        if (bytes === undefined) throw new Error(`EntryNotFound (FileSystemError): ${uri}`);
        return bytes;
      },
    },
    getConfiguration: () => ({ get: () => ignored }),
    createFileSystemWatcher: () => ({
      onDidCreate: written.event,
      onDidChange: () => new Disposable(() => undefined),
      onDidDelete: () => new Disposable(() => undefined),
      dispose: () => undefined,
    }),
    onDidOpenTextDocument: opened.event,
    onDidCloseTextDocument: closed.event,
    onDidChangeTextDocument: changed.event,
    onDidChangeConfiguration: configured.event,
  };
  const enums = {
    CodeActionKind: { QuickFix: "quickfix" },
    CompletionItemKind: { Property: 9, Value: 11, EnumMember: 19 },
  };
  const classes = { ...plainClasses, Uri, Disposable, WorkspaceEdit };
  return {
    api: { ...classes, ...enums, languages, workspace },
    diagnostics,
    providers,
    registered,
    show(uri, languageId, text) {
      const open = documents.get(uri);
      const document: OpenDocument = open ?? {
        uri: new Uri(uri),
        languageId,
        version: 0,
        isClosed: false,
        text,
        getText() {
          return this.text;
        },
      };
      document.version += 1;
      document.text = text;
      documents.set(uri, document);
      if (open === undefined) opened.fire(document);
      else changed.fire({ document });
      return document as unknown as vscode.TextDocument;
    },
    close(uri) {
      const document = documents.get(uri);
      if (document === undefined) return;
      document.isClosed = true;
      documents.delete(uri);
      closed.fire(document);
    },
    write(uri, text) {
      files.set(uri, new TextEncoder().encode(text));
      written.fire(new Uri(uri));
    },
    set(ignore) {
      ignored = ignore;
      configured.fire({ affectsConfiguration: (section: string) => section === "nodewright" });
    },
  };
}

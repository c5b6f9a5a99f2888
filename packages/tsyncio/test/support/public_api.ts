// What the package offers its users, read from the types of its entry point. Nothing that is marked as internal.

import { fileURLToPath } from "node:url";

import ts from "typescript";

/** One exported name. */
export interface PublicName {
  /** Whether there is something at run time; if not it is a type only. */
  readonly isValue: boolean;
  /** Of a class or an interface: the members of its objects, those of its bases too, and the static ones. */
  readonly members: ReadonlySet<string>;
  /** Of these, the ones that it declares itself. */
  readonly ownMembers: ReadonlySet<string>;
}

const entry = fileURLToPath(new URL("../../src/index.node.ts", import.meta.url));

/** The exports of the package's entry point. Takes a second or two: it compiles. */
export function publicApi(): Map<string, PublicName> {
  const program = ts.createProgram([entry], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
    types: ["node"],
    allowImportingTsExtensions: true,
    strict: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} is no module`);
  const api = new Map<string, PublicName>();
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
    api.set(exported.name, describeSymbol(checker, symbol));
  }
  return api;
}

function describeSymbol(checker: ts.TypeChecker, symbol: ts.Symbol): PublicName {
  const members = new Set<string>();
  const ownMembers = new Set<string>();
  if ((symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) !== 0) {
    for (const member of checker.getDeclaredTypeOfSymbol(symbol).getProperties()) {
      if (!isPublic(member)) continue;
      const name = nameOf(member);
      members.add(name);
      if (
        member.declarations?.some((declaration) => symbol.declarations?.includes(declaration.parent as ts.Declaration))
      ) {
        ownMembers.add(name);
      }
    }
  }
  return { isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0, members, ownMembers };
}

function isPublic(member: ts.Symbol): boolean {
  const declarations = member.declarations ?? [];
  if (/^(?:_(?!_@)|__#|#)/.test(member.name)) return false;
  return declarations.every((declaration) => {
    const modifiers = ts.getCombinedModifierFlags(declaration);
    if ((modifiers & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected)) !== 0) return false;
    return !ts.getJSDocTags(declaration).some((tag) => tag.tagName.text === "internal");
  });
}

// The compiler calls them `__@iterator@27`.
function nameOf(member: ts.Symbol): string {
  const wellKnown = /^__@(\w+?)@\d+$/.exec(member.name);
  return wellKnown === null ? member.name : `[Symbol.${wellKnown[1]}]`;
}

// A plugin of TypeDoc's: calls the modules what users import, and finds there what comments elsewhere link to.

import { Converter, ReflectionKind } from "typedoc";

/** @type {Readonly<Record<string, string>>} */
const names = {
  "tsyncio/src/index.node": "tsyncio",
  "tsyncio/src/files": "tsyncio/files",
  "tsyncio/src/testing": "tsyncio/testing",
  "http/src": "@tsyncio/http",
};

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection) => {
    if (reflection.kind === ReflectionKind.Module) reflection.name = names[reflection.name] ?? reflection.name;
  });
  // A comment names an error of the library's without importing it: its code need not.
  app.converter.addUnknownSymbolResolver((reference, { project }) => {
    const [name, ...rest] = reference.symbolReference?.path?.map(({ path }) => path) ?? [];
    if (name === undefined || rest.length > 0) return undefined;
    return project.getChildByName(["tsyncio", name])?.kindOf(ReflectionKind.Class)
      ? `/api/tsyncio/classes/${name}.md`
      : undefined;
  });
}

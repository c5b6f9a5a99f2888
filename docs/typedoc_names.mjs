// A plugin of TypeDoc's: calls the modules what users import, instead of by the path of their source.

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
}

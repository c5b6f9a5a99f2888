// Handles and timer handles by themselves. When they run is tested with the loop.

import { Context, ContextVar, Handle, TimerHandle } from "tsyncio";

import { byHand } from "../support/dialects.ts";
import { describe, expect } from "../support/suite.ts";

describe("a handle", () => {
  byHand(
    "that is cancelled never runs, and says so",
    async ({ loop, log }) => {
      const handles = [
        loop.callSoon(() => log("soon")),
        loop.callLater(1, () => log("later")),
        loop.callAt(1, () => log("at")),
        loop.callSoonThreadsafe(() => log("threadsafe")),
      ];
      log(...handles.map((handle) => handle.cancelled()));
      for (const handle of handles) handle.cancel();
      log(...handles.map((handle) => handle.cancelled()));
      loop.callLater(2, () => loop.stop());
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual(["false false false false", "true true true true"]),
  );

  byHand(
    "may be cancelled as often as one likes, and after it has run",
    async ({ loop, log }) => {
      const soon = loop.callSoon(() => log("ran"));
      const later = loop.callLater(1, () => log("ran later"));
      loop.callLater(2, () => loop.stop());
      await loop.runForever();
      for (const handle of [soon, soon, later, later]) handle.cancel();
      loop.callLater(1, () => log("others still run"));
      loop.callLater(2, () => loop.stop());
      await loop.runForever();
    },
    ({ events }) => expect(events).toEqual(["ran", "ran later", "others still run"]),
  );

  byHand("lets go of its callback once it is cancelled", async ({ loop }) => {
    const handle = loop.callLater(1000, () => {});
    handle.cancel();
    expect(handle._callback).toBeNull();
  });

  byHand("gives out the context that its callback runs in", async ({ loop }) => {
    const variable = new ContextVar("variable", { default: "unset" });
    const given = new Context();
    expect(loop.callSoon(() => {}, { context: given }).getContext()).toBe(given);
    const handle = loop.callSoon(() => variable.set("by the callback"));
    const context = handle.getContext();
    expect(handle.getContext()).toBe(context);
    loop.callSoon(() => loop.stop());
    await loop.runForever();
    expect([context.get(variable), variable.get()]).toEqual(["by the callback", "unset"]);
  });

  byHand("is of the class that CPython has for it", async ({ loop }) => {
    expect(loop.callSoon(() => {})).toBeInstanceOf(Handle);
    expect(loop.callSoon(() => {})).not.toBeInstanceOf(TimerHandle);
    expect(loop.callLater(1, () => {})).toBeInstanceOf(TimerHandle);
    expect(loop.callLater(1, () => {})).toBeInstanceOf(Handle);
  });
});

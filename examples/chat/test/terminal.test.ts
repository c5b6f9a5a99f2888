// The user at a terminal: what the screen shows when lines come in while another is being typed.

import { PassThrough } from "node:stream";

import { createTask, run } from "tsyncio";

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { TerminalUser } from "../src/terminal.ts";
import { until } from "./support/chat.ts";
import { Screen } from "./support/screen.ts";

interface Seat {
  readonly user: TerminalUser;
  readonly keyboard: PassThrough;
  readonly screen: Screen;
  /** Type, and wait until the screen shows it. */
  type(text: string): Promise<void>;
}

function atTerminal(columns: number, body: (seat: Seat) => Promise<void>): Promise<void> {
  return run(async () => {
    const keyboard = Object.assign(new PassThrough(), { isTTY: true });
    const screen = new Screen(columns);
    const user = new TerminalUser(keyboard, screen);
    const type = async (text: string): Promise<void> => {
      keyboard.write(text);
      await until(() => screen.rows.join("").includes(text));
    };
    await body({ user, keyboard, screen, type });
    user.close();
  });
}

describe("The user at a terminal", () => {
  it("sees a line that comes in above the one that is being typed", () =>
    atTerminal(40, async ({ user, screen, type }) => {
      await type("half a li");
      user.show("anna: hello");
      expect(screen.rows).toEqual(["anna: hello", "> half a li"]);
      await type("ne");
      expect(screen.rows).toEqual(["anna: hello", "> half a line"]);
    }));

  for (const [how, length, inOnePiece] of [
    ["one that takes several rows", 25, false],
    ["one that ends with a full row", 28, false],
    ["a pasted one", 25, true],
  ] as const) {
    it(`sees lines above ${how}`, () =>
      atTerminal(10, async ({ user, screen, type }) => {
        user.show("anna: one");
        const text = "abcdefghijklmnopqrstuvwxyzäöü".slice(0, length);
        for (const piece of inOnePiece ? [text] : text) await type(piece);
        user.show("anna: two");
        user.show("anna: three");
        const typed = `> ${text}`.match(/.{1,10}/g) as string[];
        if (length === 28) typed.push("");
        expect(screen.rows).toEqual(["anna: one", "anna: two", "anna: thre", "e", ...typed]);
      }));
  }

  it("is not shown control characters of others", () =>
    atTerminal(40, async ({ user, screen }) => {
      user.show("a\u001b[2Jb\u0007c\td");
      expect(screen.rows[0]).toBe("a\u{FFFD}[2Jb\u{FFFD}c\td");
    }));

  it("types a line with Enter, and leaves with Ctrl-C in the middle of the next", () =>
    atTerminal(40, async ({ user, keyboard, type }) => {
      const line = createTask(user.read());
      keyboard.write("hello\r");
      expect(await line).toBe("hello");
      const next = createTask(user.read());
      await type("wor");
      keyboard.write("\u0003");
      expect(await next).toBe(null);
    }));

  it("leaves with Ctrl-D", () =>
    atTerminal(40, async ({ user, keyboard }) => {
      keyboard.write("\u0004");
      expect(await createTask(user.read())).toBe(null);
    }));
});

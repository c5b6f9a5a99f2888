// What users can type besides what they say, over real TCP.

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { until, withChat } from "./support/chat.ts";

describe("The chat's commands", () => {
  it("change one's name, and the others are told", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      boris.send("/nick Boris\n/NICK  boria \nhi\n/nick anna\n/nick\n/nick no way\n");
      await boris.hears("* A name is 1 to 24 letters, digits, or any of _.-.");
      expect(boris.notices.slice(1)).toEqual([
        "You are Boris now.",
        "You are boria now.",
        "The name anna is taken.",
        "Type /nick NAME",
        "A name is 1 to 24 letters, digits, or any of _.-.",
      ]);
      await anna.hears("boria: hi");
      expect(anna.notices.slice(2)).toEqual(["boris is now Boris", "Boris is now boria"]);
      const vera = await chat.join("vera");
      vera.send("/nick boris\n/who\n");
      await vera.hears("* In #lobby: anna, boria, boris");
    }));

  it("say who is there, and what rooms there are", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      await chat.join("boris");
      const vera = await chat.join("vera");
      vera.send("/join dev\n/who\n");
      await vera.hears("* In #dev: vera");
      anna.send("/who\n/rooms\n");
      await anna.hears("* #lobby (2), #dev (1)");
      expect(anna.notices.at(-2)).toBe("In #lobby: anna, boris");
    }));

  it("speak to one person alone, in whatever room they are", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      const vera = await chat.join("vera");
      boris.send("/join dev\n");
      await boris.hears("* You are in #dev, alone.");
      anna.send("before\n/msg BORIS how are  you?\n/msg nobody hi\n/msg boris\nafter\n");
      await vera.hears("anna: after");
      await boris.hears("anna (to you alone): how are  you?");
      expect(vera.said).toEqual(["anna: before", "anna: after"]);
      expect(anna.notices.slice(-2)).toEqual([
        "Nobody here has the name nobody. /who lists the names of this room.",
        "Type /msg NAME TEXT",
      ]);
    }));

  it("go to another room, where one hears what is said there and nothing else", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      const vera = await chat.join("vera");
      boris.send("/join #Dev\n");
      await boris.hears("* You are in #dev, alone.");
      vera.send("to the lobby\n/join dev\nto dev\n");
      await boris.hears("vera: to dev");
      await anna.hears("* vera has gone to #dev");
      boris.send("to vera\n/join dev\n");
      await vera.hears("boris: to vera");
      await boris.hears("* You are in #dev already.");
      expect(boris.lines.slice(-4)).toEqual([
        "* You are in #dev, alone.",
        "* vera has joined",
        "vera: to dev",
        "* You are in #dev already.",
      ]);
      expect(anna.lines.slice(-3)).toEqual([
        "* boris has gone to #dev",
        "vera: to the lobby",
        "* vera has gone to #dev",
      ]);
      vera.send("/join a b\n");
      await vera.hears("* The name of a room is 1 to 24 letters, digits, or any of _.-.");
    }));

  it("explain themselves, and say what there is not", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      anna.send("/help\n/dance\n//shrug\n");
      await boris.hears("anna: /shrug");
      await anna.hears("* There is no command /dance. /help lists them.");
      for (const command of ["nick NAME", "who", "msg NAME TEXT", "join ROOM", "rooms", "help", "quit"]) {
        expect(anna.notices.filter((line) => line.startsWith(`/${command}: `))).toHaveLength(1);
      }
    }));

  it("leave", () =>
    withChat(async (chat) => {
      const anna = await chat.join("anna");
      const boris = await chat.join("boris");
      anna.send("bye\n/quit\nnever said\n");
      await boris.hears("* anna has left");
      await until(() => anna.hasEnd);
      expect(boris.said).toEqual(["anna: bye"]);
      await until(() => chat.log.some((line) => line.endsWith(": left")));
    }));
});

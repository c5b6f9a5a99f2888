// The parts of the chat that need no network: limits, waits between attempts, rooms. In virtual time.

import { getRunningLoop, sleep } from "tsyncio";
import { runVirtual } from "tsyncio/testing";

import { describe, expect, it } from "../../../packages/tsyncio/test/support/suite.ts";
import { Backoff } from "../src/backoff.ts";
import { Hall } from "../src/hall.ts";
import { IdleWatch, RateLimit } from "../src/limits.ts";
import { Room } from "../src/rooms.ts";
import { encodeLine } from "../src/wire.ts";

class Ear {
  text = "";
  pieces = 0;

  send(bytes: Uint8Array): void {
    this.text += new TextDecoder().decode(bytes);
    this.pieces++;
  }
}

describe("A rate limit", () => {
  it("lets a burst through, then a steady rate, and is full again after a rest", () => {
    const rate = new RateLimit(2, 0);
    const waits = Array.from({ length: 12 }, () => rate.take(0));
    expect(waits).toEqual([...Array.from({ length: 10 }, () => 0), 0.5, 1]);
    expect(rate.isBehind).toBe(true);
    expect(rate.take(1.5)).toBe(0);
    expect(rate.isBehind).toBe(true);
    expect(rate.take(60)).toBe(0);
    expect(rate.isBehind).toBe(false);
  });

  it("is none at infinity", () => {
    const rate = new RateLimit(Infinity, 0);
    expect(Array.from({ length: 100 }, () => rate.take(0))).toEqual(Array.from({ length: 100 }, () => 0));
  });
});

describe("A watch for those who say nothing", () => {
  it("calls back once, that long after the last thing that was heard", () =>
    runVirtual(function* () {
      const loop = getRunningLoop();
      const times: number[] = [];
      const watch = new IdleWatch(10, () => void times.push(loop.time()));
      for (const wait of [4, 9, 3]) {
        yield* sleep(wait);
        watch.heard(loop.time());
      }
      yield* sleep(100);
      expect(times).toEqual([26]);
    }));

  it("does not call back once it is stopped", () =>
    runVirtual(function* () {
      const times: number[] = [];
      const watch = new IdleWatch(10, () => void times.push(0));
      yield* sleep(5);
      watch.stop();
      yield* sleep(100);
      expect(times).toEqual([]);
    }));
});

describe("Waits between attempts", () => {
  it("double up to the longest, with half of each left to chance, and begin anew after a success", () => {
    const backoff = new Backoff({ first: 1, longest: 5, random: () => 0.5 });
    expect([1, 2, 3, 4, 5].map(() => backoff.next())).toEqual([0.75, 1.5, 3, 3.75, 3.75]);
    backoff.reset();
    expect(backoff.next()).toBe(0.75);
  });

  it("are never more than they should be", () => {
    const waits = [0, 0.999].map((random) => new Backoff({ first: 1, random: () => random }).next());
    expect(waits[0]).toBe(0.5);
    expect(waits[1]).toBeLessThanOrEqual(1);
  });
});

describe("A room", () => {
  it("joins the lines of an iteration into one piece, and leaves one's own lines out of it", () =>
    runVirtual(function* () {
      let delivered = 0;
      const room = new Room<Ear>("room", (count) => void (delivered += count));
      const [anna, boris, vera] = [new Ear(), new Ear(), new Ear()];
      for (const ear of [anna, boris, vera]) room.add(ear);
      for (const [text, sender] of [
        ["1", anna],
        ["2", boris],
        ["3", anna],
        ["4", anna],
        ["5", null],
      ] as const) {
        room.say(encodeLine(text), sender);
      }
      expect(vera.text).toBe("");
      yield* sleep(0);
      expect([anna, boris, vera].map(({ text }) => text)).toEqual(["2\n5\n", "1\n3\n4\n5\n", "1\n2\n3\n4\n5\n"]);
      expect([anna, boris, vera].map(({ pieces }) => pieces)).toEqual([2, 2, 1]);
      expect(delivered).toBe(2 + 4 + 5);
    }));

  it("does not tell newcomers what was said before, and tells those who leave", () =>
    runVirtual(function* () {
      const room = new Room<Ear>("room", () => {});
      const [anna, boris] = [new Ear(), new Ear()];
      room.add(anna);
      room.say(encodeLine("before"), null);
      room.add(boris);
      room.say(encodeLine("both"), null);
      room.remove(anna);
      room.say(encodeLine("after"), null);
      yield* sleep(0);
      expect([anna.text, boris.text]).toEqual(["before\nboth\n", "both\nafter\n"]);
    }));
});

describe("A hall", () => {
  it("tells nobody in a large room who comes and goes", () =>
    runVirtual(function* () {
      const hall = new Hall();
      const first = new Ear();
      hall.enter(first, "first");
      const rest = Array.from({ length: 150 }, () => hall.enter(new Ear(), null));
      for (const member of rest.slice(0, 10)) hall.leave(member, "");
      yield* sleep(0);
      expect(first.text.match(/has joined/g)).toHaveLength(100);
      expect(first.text).not.toContain("has left");
    }));

  it("takes names that look alike for one", () =>
    runVirtual(function* () {
      const hall = new Hall();
      const cafe = hall.enter(new Ear(), "Cafe\u0301");
      expect(hall.find("CAFÉ")).toBe(cafe);
      expect(hall.enter(new Ear(), "café").name).toBe("guest1");
      yield* sleep(0);
    }));
});

// When a peer is asked whether it is there, and when it is taken for dead.

import { ValueError, sleep } from "tsyncio";

import { bothDialects } from "../../tsyncio/test/support/dialects.ts";
import { describe, expect } from "../../tsyncio/test/support/suite.ts";
import { Heartbeat } from "../src/ws_heartbeat.ts";

describe("A heartbeat", () => {
  bothDialects(
    "asks after a time of silence, and gives up after half of that",
    function* ({ loop, wait, stamp, events }) {
      const heartbeat = new Heartbeat(loop, 10, () => {
        stamp("ping");
        return true;
      });
      heartbeat.onDead = () => {
        stamp("dead");
        heartbeat.stop();
      };
      yield* wait(sleep(100));
      expect(events).toEqual(["t=10 ping", "t=15.001 dead"]);
    },
  );

  bothDialects("counts from the last sign of life", function* ({ loop, wait, stamp, events }) {
    const heartbeat = new Heartbeat(loop, 10, () => {
      stamp("ping");
      loop.callLater(1, () => heartbeat.alive());
      return true;
    });
    heartbeat.onDead = () => stamp("dead");
    yield* wait(sleep(4));
    heartbeat.alive();
    yield* wait(sleep(30));
    heartbeat.stop();
    expect(events).toEqual(["t=14 ping", "t=25 ping"]);
    yield* wait(sleep(100));
    expect(events).toHaveLength(2);
  });

  bothDialects("takes nobody for dead who could not answer", function* ({ loop, wait, stamp, events }) {
    const heartbeat = new Heartbeat(loop, 10, () => false);
    heartbeat.onDead = () => stamp("dead");
    yield* wait(sleep(100));
    heartbeat.stop();
    expect(events).toEqual([]);
  });

  bothDialects("stops between the question and the answer", function* ({ loop, wait, stamp, events }) {
    const heartbeat = new Heartbeat(loop, 10, () => {
      stamp("ping");
      return true;
    });
    heartbeat.onDead = () => stamp("dead");
    yield* wait(sleep(12));
    heartbeat.stop();
    yield* wait(sleep(100));
    expect(events).toEqual(["t=10 ping"]);
  });

  bothDialects("needs a time", function* ({ loop }) {
    expect(() => new Heartbeat(loop, 0, () => true)).toThrow(ValueError);
    expect(() => new Heartbeat(loop, Number.NaN, () => true)).toThrow(ValueError);
  });
});

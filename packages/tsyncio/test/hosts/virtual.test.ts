// The host of a virtual loop: the contract. What the loop makes of it is tested with the loop.

import { VirtualEventLoop } from "tsyncio/testing";

import { afterEach } from "../support/suite.ts";
import { hostContract } from "./contract.ts";

const loops: VirtualEventLoop[] = [];
afterEach(() => {
  for (const loop of loops.splice(0)) loop.close();
});

hostContract("virtual", () => {
  const loop = new VirtualEventLoop();
  loops.push(loop);
  return {
    host: loop._host,
    pass: (seconds) => loop.runUntilComplete(loop.createTask(sleepFor(loop, seconds))),
  };
});

function* sleepFor(loop: VirtualEventLoop, seconds: number) {
  const future = loop.createFuture<void>();
  loop.callLater(seconds, () => future.setResult());
  yield* future;
}

// The client of the echo workloads: one connection, one message of 64 bytes at a time. It is the same for every contender.

import { connect } from "node:net";
import { percentile } from "../statistics.ts";

const MESSAGE = Buffer.alloc(64, "x");
const WARMUPS = 300;
const LONGEST_MS = 10_000;

const port = Number(process.argv[2]);
const count = Number(process.argv[3]);

const socket = connect({ host: "127.0.0.1", port, noDelay: true });
const trips: number[] = [];
const deadline = performance.now() + LONGEST_MS;
let received = 0;
let sent = 0;

function send(): void {
  received = 0;
  sent = performance.now();
  socket.write(MESSAGE);
}

function finish(): void {
  socket.destroy();
  const measured = trips.length > WARMUPS * 2 ? trips.slice(WARMUPS) : trips;
  const [p50, p99, p999] = [0.5, 0.99, 0.999].map((fraction) => percentile(measured, fraction));
  process.stdout.write(`${JSON.stringify({ p50, p99, p999, count: measured.length })}\n`);
}

socket.on("connect", send);
socket.on("data", (data) => {
  received += data.length;
  if (received < MESSAGE.length) return;
  const now = performance.now();
  trips.push((now - sent) * 1e3);
  if (trips.length >= WARMUPS + count || now > deadline) finish();
  else send();
});

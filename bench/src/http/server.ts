// The server of the HTTP benchmark: answers each request at once with 1 KiB. As little work as Node allows: it parses nothing.
// Usage: node server.js   prints its port, and ends when its standard input does.

import { type AddressInfo, createServer } from "node:net";

const BODY_SIZE = 1024;
const RESPONSE = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: ${BODY_SIZE}\r\n` +
    `Server: bench\r\nConnection: keep-alive\r\n\r\n${"x".repeat(BODY_SIZE)}`,
);
const END = Buffer.from("\r\n\r\n");

/** A GET ends with an empty line: how many of them end in `data`. Requests of this benchmark come in one piece. */
function countRequests(data: Buffer): number {
  let count = 0;
  for (let at = data.indexOf(END); at >= 0; at = data.indexOf(END, at + END.length)) count++;
  return count;
}

const server = createServer({ noDelay: true }, (socket) => {
  socket.on("data", (data) => {
    for (let left = countRequests(data); left > 0; left--) socket.write(RESPONSE);
  });
  socket.on("error", () => socket.destroy());
});

server.listen(0, "127.0.0.1", 1024, () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().on("end", () => process.exit(0));

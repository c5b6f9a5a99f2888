// A plain echo server on node:net, shared by the sample programs in JavaScript. No event loop of ours lives here.

import { createServer, type AddressInfo, type Socket } from "node:net";

/** Starts an echo server on loopback, one handler of `data` events a connection, and passes its port on. */
export function listenAndEcho(announce: (port: number) => void): void {
  listen((socket) => {
    socket.on("data", (data) => socket.write(data));
  }, announce);
}

/** The same as one async function a connection, which reads chunk by chunk. */
export function listenAndEchoChunks(announce: (port: number) => void): void {
  listen((socket) => void echoChunks(socket), announce);
}

async function echoChunks(socket: Socket): Promise<void> {
  for await (const chunk of socket) {
    if (!socket.write(chunk as Uint8Array)) await new Promise((resolve) => socket.once("drain", resolve));
  }
}

function listen(serve: (socket: Socket) => void, announce: (port: number) => void): void {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => socket.destroy());
    serve(socket);
  });
  server.listen(0, "127.0.0.1", () => announce((server.address() as AddressInfo).port));
}

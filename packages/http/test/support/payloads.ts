// Collects what a payload writes. Sends nothing.

import { run, sleep } from "tsyncio";

import type { Payload, PayloadWriter } from "../../src/payload.ts";

/** All that `payload` writes, as one. A piece is taken a turn later, and then the payload may use its memory again. */
export async function written(payload: Payload): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const writer: PayloadWriter = {
    write: (chunk) => {
      pieces.push(Buffer.from(chunk));
      return sleep(0);
    },
  };
  await run(async () => void (await payload.write(writer)));
  return Buffer.concat(pieces);
}

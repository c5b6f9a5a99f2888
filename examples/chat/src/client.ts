// The chat client: it types and listens at once. Where it types and what it shows things on is given to it.

import {
  type Coroutine,
  OSError,
  type StreamReader,
  type StreamWriter,
  TaskGroup,
  asyncWith,
  openConnection,
} from "tsyncio";

import { MAX_LINE, TOO_LONG, encodeLine, part, readLine } from "./wire.ts";

/** Somebody who types and reads. */
export interface User {
  /** Wait for the next line that they type; `null`: they leave. Cancellation: nobody waits any more. */
  read(): Coroutine<string | null>;
  /** Show them a line. */
  show(line: string): void;
  /** The conversation is over. */
  close(): void;
}

/** How it ended: the user left, or the server is gone. */
export type Ending = "left" | "lost";

/**
 * Join the chat at `host` and `port`, and stay until the user leaves or the server is gone. Cancellation: leaves.
 *
 * @param openUser is called once there is a connection
 * @param name put in front of each line; empty: nothing is
 * @throws OSError if the server cannot be reached.
 */
export function* join(host: string, port: number, openUser: () => User, name = ""): Coroutine<Ending> {
  const [reader, writer] = yield* openConnection(host, port, { limit: MAX_LINE });
  const user = openUser();
  const prefix = name === "" ? "" : `${name}: `;
  let ending: Ending = "left";
  try {
    yield* asyncWith(new TaskGroup(), function* (conversation) {
      conversation.createTask(function* () {
        yield* speak(user, writer, prefix);
        conversation.cancel();
      });
      yield* listen(user, reader);
      ending = "lost";
      conversation.cancel();
    });
  } finally {
    user.close();
    yield* part(reader, writer);
  }
  return ending;
}

/** Send what the user types, until they leave. */
function* speak(user: User, writer: StreamWriter, prefix: string): Coroutine {
  for (let line = yield* user.read(); line !== null; line = yield* user.read()) {
    writer.write(encodeLine(prefix + line));
    try {
      yield* writer.drain();
    } catch (error) {
      // The server is gone: whoever listens to it notices, and ends the conversation.
      if (!(error instanceof OSError)) throw error;
    }
  }
}

/** Show what comes in, until the server is gone. */
function* listen(user: User, reader: StreamReader): Coroutine {
  try {
    for (;;) {
      const line = yield* readLine(reader);
      if (line === null) return;
      user.show(line === TOO_LONG ? "* (a line of more than 64 KiB is left out)" : line);
    }
  } catch (error) {
    if (!(error instanceof OSError)) throw error;
  }
}

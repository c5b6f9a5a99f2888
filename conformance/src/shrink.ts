// Makes a program that fails smaller, as long as it fails. Greedy: takes the first smaller one that does.

import { type Body, type Item, type Op, type OpNamed, type Program, allOps, bodiesOf, mapBodies } from "./language.ts";

const maxAttempts = 5000;

/** The smallest program found that still `fails`. */
export async function shrink(program: Program, fails: (candidate: Program) => Promise<boolean>): Promise<Program> {
  let current = program;
  let attempts = 0;
  let smaller: Program | undefined = current;
  while (smaller !== undefined) {
    current = smaller;
    smaller = undefined;
    for (const candidate of smallerPrograms(current)) {
      attempts++;
      if (attempts > maxAttempts) return current;
      if (await fails(candidate)) {
        smaller = candidate;
        break;
      }
    }
  }
  return current;
}

function* smallerPrograms(program: Program): Generator<Program, void, undefined> {
  for (const main of smallerBodies(program.main)) yield { ...program, main };
  if (program.eager === true) {
    const { eager: _, ...lazy } = program;
    yield lazy;
  }
  const words = new Set([...allOps(program.main)].flat());
  const objects = Object.entries(program.objects);
  for (const [name] of objects) {
    const isUsed = words.has(name) || objects.some(([, description]) => description[1] === name);
    if (!isUsed) yield { ...program, objects: Object.fromEntries(objects.filter(([other]) => other !== name)) };
  }
}

function* smallerBodies(body: Body): Generator<Body, void, undefined> {
  for (let size = body.length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start + size <= body.length; start += size) yield body.toSpliced(start, size);
  }
  for (const [index, op] of body.entries()) {
    for (const replacement of simplerOps(op)) yield body.toSpliced(index, 1, ...replacement);
  }
}

/** What may stand in place of an op. */
function* simplerOps(op: Op): Generator<Body, void, undefined> {
  yield* unwrapped(op);
  yield* withShorterLists(op);
  for (const [place, inner] of bodiesOf(op).entries()) {
    for (const smaller of smallerBodies(inner)) {
      let index = 0;
      yield [mapBodies(op, (body) => (index++ === place ? smaller : body))];
    }
  }
}

/** The body alone, without what it stands in. */
function* unwrapped(op: Op): Generator<Body, void, undefined> {
  if (op[0] === "try") yield* simplerTries(op);
  if (op[0] === "repeat" || op[0] === "with" || op[0] === "group") yield op[2];
  if (op[0] === "timeout" || op[0] === "timeoutAt") yield op[3];
  if (op[0] === "waitFor" && typeof op[1] !== "string") yield op[1];
}

function* simplerTries([, body, handlers, final]: OpNamed<"try">): Generator<Body, void, undefined> {
  yield body;
  if (final === undefined) return;
  yield [["try", body, handlers]];
  if (handlers.length > 0) yield [["try", body, [], final]];
}

function* withShorterLists(op: Op): Generator<Body, void, undefined> {
  if (op[0] !== "gather" && op[0] !== "asCompleted" && op[0] !== "wait" && op[0] !== "asCompletedFor") return;
  const [name, list, ...rest] = op;
  for (const index of list.keys()) {
    yield [[name, (list as readonly Item[]).toSpliced(index, 1), ...rest] as unknown as Op];
  }
}

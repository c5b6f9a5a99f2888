// The sample program of plain promises and async functions: what the language gives for nothing. It imports no library.

import { COORDINATION } from "./coordination/native.ts";
import { ECHO } from "./echo/native.ts";
import { main } from "./sample.ts";
import { startPrograms } from "./start/start.ts";
import { TASKS } from "./tasks/native.ts";
import { TIME } from "./time/native.ts";

await main({ ...TASKS, ...COORDINATION, ...TIME, ...startPrograms("native") }, ECHO);

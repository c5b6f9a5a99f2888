// The options that the socket measurements share. Reads the command line; measures nothing.

import process from "node:process";
import { parseArgs } from "node:util";

import type { Pythons } from "./servers.ts";

export interface NetOptions {
  readonly connections: number;
  readonly servers: readonly string[];
  readonly rounds: number;
  /** How many messages, or mebibytes, are counted; half as many go before. */
  readonly amount: number;
  readonly size: number;
  readonly pythons: Pythons;
  readonly node: readonly string[];
}

/** @param defaults what is measured unless the command line says otherwise */
export function netOptions(defaults: { connections: number; amount: number; size: number }): NetOptions {
  const { values } = parseArgs({
    options: {
      connections: { type: "string", default: String(defaults.connections) },
      mode: { type: "string", default: "streams" },
      servers: { type: "string" },
      rounds: { type: "string", default: "3" },
      amount: { type: "string", default: String(defaults.amount) },
      size: { type: "string", default: String(defaults.size) },
      cpython: { type: "string", default: process.env["TSYNCIO_BENCH_PYTHON"] ?? "python3" },
      uvloop: { type: "string", default: "/usr/bin/python3" },
      node: { type: "string", default: process.execPath },
    },
  });
  return {
    connections: Number(values.connections),
    servers: (values.servers ?? `tsyncio:${values.mode}`).split(","),
    rounds: Number(values.rounds),
    amount: Number(values.amount),
    size: Number(values.size),
    pythons: { cpython: values.cpython, uvloop: values.uvloop },
    node: values.node.split(" "),
  };
}

// What a server counts, and how others read it: as text over HTTP, in the format that Prometheus and people read.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";

import { type Coroutine, until } from "tsyncio";

import type { Ending } from "./peer.ts";

/** What a server has counted since its start. */
export class Metrics {
  /** Connections that came in. */
  connections = 0;
  /** Lines that clients sent, commands among them. */
  lines = 0;
  /** Lines that were handed on, one for each listener of each. */
  deliveries = 0;
  /** Lines that were longer than allowed. */
  longLines = 0;
  /** Lines that had to wait because their sender was too fast. */
  delayedLines = 0;
  readonly endings: Map<Ending, number> = new Map();
  readonly #startedAt = performance.now();

  ended(ending: Ending): void {
    this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
  }

  /** All of it as text. */
  text(clients: number, rooms: number): string {
    const endings = [...this.endings].map(([ending, count]) => `chat_ended_total{why="${ending}"} ${count}`);
    const { rss } = process.memoryUsage();
    return `${[
      ...metric("chat_clients", "gauge", "clients that are here", clients),
      ...metric("chat_rooms", "gauge", "rooms with somebody in them", rooms),
      ...metric("chat_connections_total", "counter", "connections that came in", this.connections),
      ...metric("chat_lines_total", "counter", "lines that clients sent", this.lines),
      ...metric("chat_deliveries_total", "counter", "lines handed on, one for each listener", this.deliveries),
      ...metric("chat_long_lines_total", "counter", "lines that were longer than allowed", this.longLines),
      ...metric("chat_delayed_lines_total", "counter", "lines that came too fast and had to wait", this.delayedLines),
      ...heading("chat_ended_total", "counter", "connections that ended, by why"),
      ...endings,
      ...metric("process_resident_memory_bytes", "gauge", "memory of the process", rss),
      ...metric("chat_uptime_seconds", "gauge", "time since the start", Math.round(this.#seconds())),
    ].join("\n")}\n`;
  }

  #seconds(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }
}

function heading(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function metric(name: string, type: string, help: string, value: number): string[] {
  return [...heading(name, type, help), `${name} ${value}`];
}

/** A small web server that shows a text at `/metrics`. */
export interface MetricsServer {
  readonly port: number;
  close(): void;
}

/**
 * Show `text()` at `http://host:port/metrics`.
 *
 * @param port 0: a free one
 * @throws the system's error if the address cannot be had.
 */
export function* serveMetrics(host: string, port: number, text: () => string): Coroutine<MetricsServer> {
  const server = createServer((request, response) => {
    const isKnown = request.url === "/metrics" || request.url === "/";
    response.writeHead(isKnown ? 200 : 404, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
    response.end(isKnown ? text() : "see /metrics\n");
  });
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  server.listen(port, host);
  try {
    yield* until((signal) => once(server, "listening", { signal }));
  } catch (error) {
    close();
    throw error;
  }
  return { port: (server.address() as AddressInfo).port, close };
}

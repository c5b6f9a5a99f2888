// What users can type besides what they say: a table of commands. To add one, add a row.

import { type Hall, type Member, others } from "./hall.ts";
import { LOBBY } from "./protocol.ts";
import { encodeLine } from "./wire.ts";

/** How many names or rooms are listed at most. */
const MOST = 100;

/** What a command works on. */
export interface Scene {
  readonly hall: Hall;
  readonly member: Member;
  /** End the conversation, in good order. */
  quit(): void;
}

interface Command {
  /** What follows the command's name, for the help. */
  readonly usage: string;
  readonly help: string;
  run(scene: Scene, argument: string): void;
}

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["nick", { usage: " NAME", help: "take another name", run: nick }],
  ["who", { usage: "", help: "say who is in this room", run: who }],
  ["msg", { usage: " NAME TEXT", help: "say something to one person, in whatever room they are", run: msg }],
  [
    "join",
    { usage: " ROOM", help: `go to another room, which need not exist yet; at first you are in ${LOBBY}`, run: join },
  ],
  ["rooms", { usage: "", help: "list the rooms", run: rooms }],
  ["help", { usage: "", help: "list the commands", run: help }],
  ["quit", { usage: "", help: "leave", run: ({ quit }) => quit() }],
]);

/** Do what a user has typed. */
export function runCommand(scene: Scene, name: string, argument: string): void {
  const command = commands.get(name);
  if (command === undefined) scene.member.notify(`There is no command /${name.slice(0, 24)}. /help lists them.`);
  else if (command.usage !== "" && argument === "") scene.member.notify(`Type /${name}${command.usage}`);
  else command.run(scene, argument);
}

function nick({ hall, member }: Scene, name: string): void {
  member.notify(hall.rename(member, name) ?? `You are ${member.name} now.`);
}

function who({ member }: Scene): void {
  const names = [...member.room.members].map((each) => each.name);
  member.notify(`In #${member.room.name}: ${list(names)}`);
}

function msg({ hall, member }: Scene, argument: string): void {
  const [, name = "", text = ""] = /^(\S+)\s*(.*)$/su.exec(argument) ?? [];
  const addressee = hall.find(name);
  if (addressee === undefined)
    member.notify(`Nobody here has the name ${name.slice(0, 24)}. /who lists the names of this room.`);
  else if (text === "") member.notify("Type /msg NAME TEXT");
  else addressee.tell(encodeLine(`${member.name} (to you alone): ${text}`));
}

function join({ hall, member }: Scene, room: string): void {
  member.notify(hall.move(member, room.replace(/^#/, "")) ?? `You are in #${member.room.name}${others(member.room)}.`);
}

function rooms({ hall, member }: Scene): void {
  member.notify(list(hall.rooms.map((room) => `#${room.name} (${room.members.size})`)));
}

function help({ member }: Scene): void {
  for (const [name, { usage, help }] of commands) member.notify(`/${name}${usage}: ${help}`);
  member.notify("//... says a line that begins with a slash.");
}

function list(items: readonly string[]): string {
  const rest = items.length - MOST;
  return items.slice(0, MOST).join(", ") + (rest > 0 ? `, and ${rest} more` : "");
}

// Who is in the chat: names, rooms, and who is told of whose coming and going. No connections, no commands.

import { LOBBY, NAME_RULE, isName, notice } from "./protocol.ts";
import { type Listener, Room } from "./rooms.ts";

/** Somebody in the chat. */
export class Member implements Listener {
  readonly #connection: Listener;
  name: string;
  room: Room<Member>;

  constructor(connection: Listener, name: string, room: Room<Member>) {
    this.#connection = connection;
    this.name = name;
    this.room = room;
  }

  send(bytes: Uint8Array): void {
    this.#connection.send(bytes);
  }

  /** Tell them something, after all that was said so far. */
  tell(line: Uint8Array): void {
    this.room.flush();
    this.#connection.send(line);
  }

  /** Tell them something as the server. */
  notify(text: string): void {
    this.tell(notice(text));
  }
}

export class Hall {
  readonly #members = new Map<string, Member>();
  readonly #rooms = new Map<string, Room<Member>>();
  readonly #onDelivered: (count: number) => void;
  #guests = 0;

  /** @param onDelivered is told how many lines were handed on, one for each listener of each */
  constructor(onDelivered: (count: number) => void = () => {}) {
    this.#onDelivered = onDelivered;
  }

  /** How many are here. */
  get size(): number {
    return this.#members.size;
  }

  /** The rooms with somebody in them, the largest first. */
  get rooms(): Room<Member>[] {
    return [...this.#rooms.values()].sort((left, right) => right.members.size - left.members.size);
  }

  /** Let somebody in, under the name that they wish if they may have it. The others are told. */
  enter(connection: Listener, wish: string | null): Member {
    const refusal = wish === null ? null : this.#refusal(wish);
    const name = wish === null || refusal !== null ? this.#guestName() : wish;
    const room = this.#room(LOBBY);
    const member = new Member(connection, name, room);
    announce(room, `${name} has joined`);
    room.add(member);
    this.#members.set(keyOf(name), member);
    const greeting = `Welcome, ${name}. You are in #${room.name}${others(room)}. /help lists the commands.`;
    member.notify(refusal === null ? greeting : `${refusal} ${greeting}`);
    return member;
  }

  /** @param how what the others are told of the way in which they left, such as " (idle)"; `null`: nothing at all */
  leave(member: Member, how: string | null): void {
    this.#members.delete(keyOf(member.name));
    this.#leaveRoom(member, how === null ? null : `${member.name} has left${how}`);
  }

  /** Have everybody else in the room hear `text`. */
  say(member: Member, line: Uint8Array): void {
    member.room.say(line, member);
  }

  /** @returns why not; `null`: they have the name now */
  rename(member: Member, name: string): string | null {
    const refusal = this.#refusal(name, member);
    if (refusal !== null) return refusal;
    const before = member.name;
    this.#members.delete(keyOf(before));
    this.#members.set(keyOf(name), member);
    member.name = name;
    announce(member.room, `${before} is now ${name}`, member);
    return null;
  }

  /** @returns why not; `null`: they are there now */
  move(member: Member, roomName: string): string | null {
    if (!isName(roomName)) return `The name of a room is ${NAME_RULE}.`;
    const name = keyOf(roomName);
    if (name === member.room.name) return `You are in #${name} already.`;
    const room = this.#room(name);
    this.#leaveRoom(member, `${member.name} has gone to #${name}`);
    announce(room, `${member.name} has joined`);
    room.add(member);
    member.room = room;
    return null;
  }

  /** The member of this name, in small or capital letters. */
  find(name: string): Member | undefined {
    return this.#members.get(keyOf(name));
  }

  #leaveRoom(member: Member, news: string | null): void {
    const { room } = member;
    room.remove(member);
    if (room.members.size === 0) this.#rooms.delete(room.name);
    else if (news !== null) announce(room, news);
  }

  #room(name: string): Room<Member> {
    let room = this.#rooms.get(name);
    if (room === undefined) {
      room = new Room(name, this.#onDelivered);
      this.#rooms.set(name, room);
    }
    return room;
  }

  #refusal(name: string, own?: Member): string | null {
    if (!isName(name)) return `A name is ${NAME_RULE}.`;
    const holder = this.find(name);
    return holder === undefined || holder === own ? null : `The name ${name} is taken.`;
  }

  #guestName(): string {
    let name: string;
    do name = `guest${++this.#guests}`;
    while (this.find(name) !== undefined);
    return name;
  }
}

/** In a large room nobody is told who comes and goes: that would be most of what is said there. */
const LARGE = 100;

function announce(room: Room<Member>, news: string, except: Member | null = null): void {
  if (room.members.size <= LARGE) room.say(notice(news), except);
}

/** Who else is in a room, in words. */
export function others(room: Room<Member>): string {
  const count = room.members.size - 1;
  if (count === 0) return ", alone";
  return ` with ${count} ${count === 1 ? "other" : "others"}`;
}

/** Names that differ in the size of letters, or in how these are composed, are one name. */
function keyOf(name: string): string {
  return name.normalize("NFKC").toLowerCase();
}

// What other threads and processes are told to load. It must have no effects: they load all of it.

export const double = (number) => number * 2;

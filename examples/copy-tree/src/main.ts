// The command line.

export {};

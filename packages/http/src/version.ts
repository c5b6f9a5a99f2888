// The version of this package, as servers are told of it.

export const VERSION = "0.1.0";

// What `tsyncio/files` exports. Nothing is defined here.

export {};

// What `@tsyncio/http` exports. Nothing is defined here.

export {};

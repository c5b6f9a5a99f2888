// The one door to the test runner: tests import from here, and nothing else imports vitest.

export { afterAll, afterEach, beforeAll, beforeEach, describe, expect, expectTypeOf, it, vi } from "vitest";

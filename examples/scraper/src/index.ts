// What other programs use of the scraper. Nothing is defined here.

export { type DemoSite, type DemoSiteOptions, startDemoSite } from "./demo_site.ts";
export { OutputError } from "./failures.ts";
export {
  type Counts,
  type PageRecord,
  type Retry,
  type ScrapeEvents,
  type ScrapeOptions,
  type Summary,
  defaults,
} from "./options.ts";
export { scrape } from "./scrape.ts";

// The documentation's site: its pages, in their order, and its search. The API reference is made by TypeDoc before.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DefaultTheme, defineConfig } from "vitepress";

const apiSidebar = fileURLToPath(new URL("../api/typedoc-sidebar.json", import.meta.url));

function apiPages(): DefaultTheme.SidebarItem[] {
  return existsSync(apiSidebar) ? (JSON.parse(readFileSync(apiSidebar, "utf8")) as DefaultTheme.SidebarItem[]) : [];
}

export default defineConfig({
  title: "tsyncio",
  description: "Python's asyncio for TypeScript: tasks that can be cancelled, on an event loop you control.",
  outDir: "../build/site",
  cacheDir: "../node_modules/.cache/vitepress",
  srcExclude: ["test/**"],
  cleanUrls: true,
  lastUpdated: false,
  locales: {
    root: { label: "English", lang: "en" },
    ru: { label: "Русский", lang: "ru" },
  },
  themeConfig: {
    search: { provider: "local" },
    outline: [2, 3],
    nav: [
      { text: "Tutorial", link: "/tutorial/" },
      { text: "Guide", link: "/guide/" },
      { text: "API", link: "/api/" },
    ],
    sidebar: { "/api/": apiPages() },
  },
});

// The documentation's site: its pages, in their order, and its search. The API reference is made by TypeDoc before.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type DefaultTheme, defineConfig } from "vitepress";

const apiSidebar = fileURLToPath(new URL("../api/typedoc-sidebar.json", import.meta.url));

/**
 * A module with the modules below it and the kinds of things that it has, which link into its page: that page lists what there is
 * of each. Were all of it here, each page of the site would carry it.
 */
function shortened({ text = "", link = "", items = [] }: DefaultTheme.SidebarItem): DefaultTheme.SidebarItem {
  const parts = items.map((item) =>
    item.link === undefined
      ? { text: item.text ?? "", link: `${link}#${(item.text ?? "").toLowerCase().replaceAll(" ", "-")}` }
      : shortened(item),
  );
  return parts.length === 0 ? { text, link } : { text, link, collapsed: true, items: parts };
}

function apiPages(): DefaultTheme.SidebarItem[] {
  if (!existsSync(apiSidebar)) return [];
  return (JSON.parse(readFileSync(apiSidebar, "utf8")) as DefaultTheme.SidebarItem[]).map(shortened);
}

const tutorial: DefaultTheme.SidebarItem[] = [
  { text: "1. What asyncio is, and why", link: "/tutorial/" },
  { text: "2. The event loop", link: "/tutorial/event-loop" },
  { text: "3. Coroutines and tasks", link: "/tutorial/coroutines-and-tasks" },
  { text: "4. Futures and callbacks", link: "/tutorial/futures" },
  { text: "5. Queues", link: "/tutorial/queues" },
  { text: "6. Context managers, HTTP", link: "/tutorial/context-managers" },
  { text: "7. Locks, semaphores, events", link: "/tutorial/synchronization" },
  { text: "8. Three larger programs", link: "/tutorial/programs" },
  { text: "9. Good practice", link: "/tutorial/good-practice" },
];

const pages: DefaultTheme.SidebarItem[] = [
  { text: "Tutorial", collapsed: false, items: tutorial },
  {
    text: "Coming from",
    collapsed: false,
    items: [
      { text: "Python", link: "/guide/from-python" },
      { text: "Promises", link: "/guide/from-promises" },
    ],
  },
  {
    text: "How to",
    link: "/guide/",
    collapsed: false,
    items: [
      { text: "Timeouts", link: "/guide/timeouts" },
      { text: "Cancellation and cleanup", link: "/guide/cancellation" },
      { text: "Rate limits", link: "/guide/rate-limits" },
      { text: "Worker pools", link: "/guide/worker-pools" },
      { text: "Graceful shutdown", link: "/guide/graceful-shutdown" },
      { text: "Testing", link: "/testing" },
      { text: "fetch and AbortSignal", link: "/guide/fetch-and-abortsignal" },
      { text: "Express and Fastify", link: "/guide/express-and-fastify" },
      { text: "Streams", link: "/guide/streams" },
      { text: "Subprocesses", link: "/guide/subprocesses" },
      { text: "Threads and processes", link: "/guide/threads-and-processes" },
      { text: "Debugging", link: "/guide/debugging" },
    ],
  },
  {
    text: "Libraries",
    collapsed: false,
    items: [
      { text: "HTTP", link: "/http" },
      { text: "Files", link: "/files" },
    ],
  },
  {
    text: "Background",
    collapsed: false,
    items: [
      { text: "Design", link: "/design" },
      { text: "Differences from CPython", link: "/differences" },
      { text: "Parity, name by name", link: "/parity" },
      { text: "Performance", link: "/performance" },
    ],
  },
];

const russianPages: DefaultTheme.SidebarItem[] = [
  {
    text: "Учебник",
    items: [
      { text: "1. Что такое asyncio и зачем", link: "/ru/tutorial/" },
      { text: "2. Цикл событий", link: "/ru/tutorial/event-loop" },
      { text: "3. Корутины и задачи", link: "/ru/tutorial/coroutines-and-tasks" },
      { text: "4. Future и обратные вызовы", link: "/ru/tutorial/futures" },
      { text: "5. Очереди", link: "/ru/tutorial/queues" },
      { text: "6. Контекстные менеджеры, HTTP", link: "/ru/tutorial/context-managers" },
      { text: "7. Локи, семафоры, события", link: "/ru/tutorial/synchronization" },
      { text: "8. Три программы побольше", link: "/ru/tutorial/programs" },
      { text: "9. Лучшие практики", link: "/ru/tutorial/good-practice" },
    ],
  },
  {
    text: "Дальше, по-английски",
    items: [
      { text: "Тем, кто пришёл из Python", link: "/guide/from-python" },
      { text: "Тем, кто пришёл от промисов", link: "/guide/from-promises" },
      { text: "Рецепты", link: "/guide/" },
      { text: "Справочник API", link: "/api/" },
    ],
  },
];

const russianSearch = {
  button: { buttonText: "Поиск", buttonAriaLabel: "Поиск" },
  modal: {
    displayDetails: "Показать подробности",
    resetButtonTitle: "Очистить",
    backButtonTitle: "Закрыть",
    noResultsText: "Ничего не найдено:",
    footer: { selectText: "выбрать", navigateText: "перейти", closeText: "закрыть" },
  },
};

/** Headings of the API reference that are on every page of it: found by themselves they would bury everything else. */
const EVERYWHERE =
  /<h([2-6])[^>]*>\s*(?:Returns|Throws|See|Examples?|Extends|Extended by|Implements|Overrides|Inherited from|Implementation of|Parameters|Type Parameters|Default Value|Call Signature|Get Signature|Set Signature|Constructors?|Properties|Methods|Accessors)\b[^\n]*?<\/h\1>/g;

export default defineConfig({
  title: "tsyncio",
  description: "Python's asyncio for TypeScript: tasks that can be cancelled, on an event loop you control.",
  outDir: "../build/site",
  cacheDir: "../node_modules/.cache/vitepress",
  srcExclude: ["test/**"],
  cleanUrls: true,
  lastUpdated: false,
  metaChunk: true,
  head: [["link", { rel: "icon", type: "image/svg+xml", href: "/favicon.svg" }]],
  themeConfig: {
    logo: "/favicon.svg",
    search: {
      provider: "local",
      options: {
        locales: { ru: { translations: russianSearch } },
        // What explains comes before what enumerates.
        miniSearch: { searchOptions: { boostDocument: (id: string) => (id.includes("/api/") ? 0.4 : 1) } },
        _render(source, env, markdown) {
          const html = markdown.render(source, env);
          return env.relativePath.startsWith("api/") ? html.replaceAll(EVERYWHERE, "") : html;
        },
      },
    },
  },
  locales: {
    root: {
      label: "English",
      lang: "en",
      themeConfig: {
        outline: [2, 3],
        nav: [
          { text: "Tutorial", link: "/tutorial/", activeMatch: "^/tutorial/" },
          { text: "Guide", link: "/guide/", activeMatch: "^/guide/" },
          { text: "API", link: "/api/", activeMatch: "^/api/" },
        ],
        sidebar: { "/api/": apiPages(), "/": pages },
      },
    },
    ru: {
      label: "Русский",
      lang: "ru",
      description:
        "asyncio из Python для TypeScript: задачи, которые можно отменять, в цикле событий, которым управляете вы.",
      themeConfig: {
        outline: { level: [2, 3], label: "На этой странице" },
        nav: [
          { text: "Учебник", link: "/ru/tutorial/", activeMatch: "^/ru/tutorial/" },
          { text: "Рецепты (англ.)", link: "/guide/" },
          { text: "API", link: "/api/" },
        ],
        sidebar: { "/ru/": russianPages },
        docFooter: { prev: "Назад", next: "Дальше" },
        darkModeSwitchLabel: "Тема",
        lightModeSwitchTitle: "Светлая тема",
        darkModeSwitchTitle: "Тёмная тема",
        sidebarMenuLabel: "Содержание",
        returnToTopLabel: "Наверх",
        langMenuLabel: "Язык",
        skipToContentLabel: "К содержанию",
      },
    },
  },
});

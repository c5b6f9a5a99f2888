import { ssrRenderAttrs } from "vue/server-renderer";
import { useSSRContext } from "vue";
import { _ as _export_sfc } from "./plugin-vue_export-helper.1tPrXgE0.js";
const __pageData = JSON.parse('{"title":"","description":"","frontmatter":{"layout":"home","hero":{"name":"tsyncio","text":"asyncio из Python для TypeScript","tagline":"Задачи, которые можно отменить, сроки, обратное давление, структурная конкурентность и часы, которые переводит тест.","actions":[{"theme":"brand","text":"Учебник","link":"/ru/tutorial/"},{"theme":"alt","text":"Тем, кто знает asyncio (англ.)","link":"/guide/from-python"}]},"features":[{"title":"Отмена, которая работает","details":"Задача останавливается там, где ждёт; её блоки finally выполняются и сами могут ждать. На этом держатся сроки, группы и Ctrl-C.","link":"/ru/tutorial/coroutines-and-tasks#отмена","linkText":"Отмена"},{"title":"Ничто не работает у вас за спиной","details":"Группа TaskGroup завершается, когда завершились все её задачи. При первой ошибке остальные отменяются, и группа их дожидается.","link":"/ru/tutorial/coroutines-and-tasks#группа-которая-завершается-вместе-taskgroup","linkText":"Группы задач"},{"title":"Тесты в виртуальном времени","details":"Час тайм-аутов занимает миллисекунды, каждый прогон делает те же шаги, а взаимная блокировка сообщает, кто кого ждёт.","link":"/testing","linkText":"Тестирование (англ.)"}]},"headers":[],"relativePath":"ru/index.md","filePath":"ru/index.md"}');
const _sfc_main = { name: "ru/index.md" };
function _sfc_ssrRender(_ctx, _push, _parent, _attrs, $props, $setup, $data, $options) {
  _push(`<div${ssrRenderAttrs(_attrs)}></div>`);
}
const _sfc_setup = _sfc_main.setup;
_sfc_main.setup = (props, ctx) => {
  const ssrContext = useSSRContext();
  (ssrContext.modules || (ssrContext.modules = /* @__PURE__ */ new Set())).add("ru/index.md");
  return _sfc_setup ? _sfc_setup(props, ctx) : void 0;
};
const index = /* @__PURE__ */ _export_sfc(_sfc_main, [["ssrRender", _sfc_ssrRender]]);
export {
  __pageData,
  index as default
};

// The site's looks: VitePress's own, with a few rules of ours.

import DefaultTheme from "vitepress/theme";

// oxlint-disable-next-line import/no-unassigned-import -- a style sheet has no name
import "./style.css";

export default DefaultTheme;

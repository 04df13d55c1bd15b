import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import type { Health } from '../../../src/core/inventory.ts';

/** Outlines on a grid of 24, drawn for this project. */
const outlines = {
  ok: svg`<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.7 2.7L16 9.5"/>`,
  warning: svg`<path d="M12 4 2.8 19.5h18.4Z"/><path d="M12 10v4.5M12 17v.2"/>`,
  error: svg`<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/>`,
  unknown: svg`<circle cx="12" cy="12" r="9" stroke-dasharray="3 2.6"/><path d="M9.6 9.8a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1.1.9-1.1 1.7M12 16.6v.2"/>`,
  node: svg`<rect x="3.5" y="4.5" width="17" height="6.5" rx="1.5"/><rect x="3.5" y="13" width="17" height="6.5" rx="1.5"/><path d="M7 7.75h.1M7 16.25h.1M11 7.75h6M11 16.25h6"/>`,
  vm: svg`<rect x="3" y="4.5" width="18" height="12" rx="1.5"/><path d="M9 20h6M12 16.5V20"/>`,
  container: svg`<path d="m12 3 8 4.5v9L12 21l-8-4.5v-9Z"/><path d="m4.2 7.6 7.8 4.4 7.8-4.4M12 12v9"/>`,
  pool: svg`<ellipse cx="12" cy="6" rx="8" ry="3"/><path d="M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6"/><path d="M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/>`,
  storage: svg`<path d="M3.5 7.5a2 2 0 0 1 2-2h4l2 2.5h7a2 2 0 0 1 2 2V17a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2Z"/>`,
  disk: svg`<rect x="4" y="3.5" width="16" height="17" rx="2"/><circle cx="12" cy="10.5" r="4"/><path d="M12 10.5 14.5 14M7.5 17.5h.1"/>`,
  backup: svg`<path d="M4 4.5h16v4H4ZM5.5 8.5v11h13v-11"/><path d="M12 11.5v5m-2-2 2 2 2-2"/>`,
  overview: svg`<path d="M4 11.2 12 4l8 7.2"/><path d="M6 9.8V20h12V9.8"/><path d="M8.5 15h2l1.2-2.4 1.6 4 1-1.6h1.2"/>`,
  chat: svg`<path d="M4 5.5h16v11h-9L6.5 20v-3.5H4Z"/><path d="M8 9.5h8M8 12.8h5"/>`,
  history: svg`<path d="M4.2 13A8 8 0 1 0 6 6.8L3.8 9"/><path d="M3.8 4.8V9H8M12 8v4.3l3 1.9"/>`,
  camera: svg`<path d="M4 7.5h3.5L9 5h6l1.5 2.5H20V19H4Z"/><circle cx="12" cy="13" r="3.5"/>`,
  send: svg`<path d="M12 20V5M6 11l6-6 6 6"/>`,
  stop: svg`<rect x="7" y="7" width="10" height="10" rx="1.5"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,
  chevron: svg`<path d="m9 6 6 6-6 6"/>`,
  pause: svg`<path d="M9 6v12M15 6v12"/>`,
  undo: svg`<path d="M8.5 5 4.5 9l4 4"/><path d="M4.5 9h9a5.5 5.5 0 0 1 0 11H9"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.5"/><path d="M2.8 19.5a6.3 6.3 0 0 1 12.4 0M15.5 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14.2a6.3 6.3 0 0 1 3.7 5.3"/>`,
  shield: svg`<path d="M12 3.5 19 6v6c0 4.2-2.8 7-7 8.5C7.8 19 5 16.2 5 12V6Z"/><path d="m9 12 2.2 2.2L15.3 10"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.4 2"/>`,
  waiting: svg`<circle cx="12" cy="12" r="9"/><path d="M8 12h.1M12 12h.1M16 12h.1"/>`,
  working: svg`<path d="M21 12a9 9 0 1 1-9-9"/>`,
  connection: svg`<path d="m3 3 18 18M5 12.5a10 10 0 0 1 4.5-2.6M2 9a14.5 14.5 0 0 1 4.6-3M12.5 5a14.5 14.5 0 0 1 9.5 4M15.5 10.3A10 10 0 0 1 19 12.5M8.5 16a5 5 0 0 1 7 0M12 19.5h.1"/>`,
  open: svg`<path d="M10 5H5.5v13.5H19V14M13.5 4.5h6v6M19 5l-8 8"/>`,
} satisfies Record<string, SVGTemplateResult>;

/** Names of the icons. */
export type IconName = keyof typeof outlines;

/** An icon of the size of the text around it. Decoration only: what it says stands in words beside it. */
export const icon = (name: IconName, classes = ''): TemplateResult =>
  html`<svg class="icon ${classes}" viewBox="0 0 24 24" aria-hidden="true">${outlines[name]}</svg>`;

/** The icon of a health, in its colour; its shape alone tells them apart, too. */
export const healthIcon = (health: Health): TemplateResult => icon(health, health);

/** The sign of the product: a house over a rack, with a pulse. */
export const sign = (): TemplateResult => html`<svg class="sign" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="9" fill="var(--st-accent)"/>
  <g fill="none" stroke="var(--st-on-accent)" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">
    <path d="M6.5 14.5 16 7l9.5 7.5"/>
    <path d="M9.5 13v11.5h13V13"/>
    <path d="M12.5 19.5h1.8l1.5-3.5 2.1 5.5 1.2-2h.9"/>
  </g>
</svg>`;

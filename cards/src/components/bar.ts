import { html, type TemplateResult } from 'lit';
import { percent } from '../model/format.ts';

/** How a bar is coloured. */
export type BarLevel = 'ok' | 'warning' | 'error';

/** The level of a load (processor, memory) that has no verdict of its own: 0 to 1. */
export const levelOfLoad = (share: number): BarLevel =>
  share >= 0.95 ? 'error' : share >= 0.85 ? 'warning' : 'ok';

/**
 * A horizontal meter of a share from 0 to 1. Drawn with SVG attributes, because the page's policy forbids `style`
 * attributes.
 */
export const bar = (share: number, label: string, level: BarLevel = 'ok'): TemplateResult => {
  const value = Math.round(Math.min(1, Math.max(0, share)) * 100);
  return html`<svg
    class="bar ${level}"
    viewBox="0 0 100 6"
    preserveAspectRatio="none"
    role="meter"
    aria-label=${label}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${value}
    aria-valuetext=${percent(share)}
  >
    <rect width=${value} height="6"></rect>
  </svg>`;
};

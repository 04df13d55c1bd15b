import { css } from 'lit';

/**
 * The colours, sizes and distances of everything, set once on the outermost element and inherited through all shadow
 * roots. Home Assistant's theme comes first; without one there are values of our own for light and dark.
 *
 * A theme's accent and state colours are taken by hue and given a lightness of our own, because Home Assistant's own
 * defaults (white on its blue, its orange on white) do not reach the contrast that WCAG AA asks of text.
 */
export const tokens = css`
  :host {
    --st-background: var(--primary-background-color, light-dark(#f3f5f7, #0f1316));
    --st-surface: var(--card-background-color, light-dark(#ffffff, #181d21));
    --st-text: var(--primary-text-color, light-dark(#182026, #e7ebee));
    --st-text-soft: color-mix(in oklab, var(--st-text) 76%, var(--st-surface));
    --st-divider: var(--divider-color, light-dark(#dfe4e8, #2b3338));
    --st-border-strong: color-mix(in oklab, var(--st-text) 55%, var(--st-surface));
    --st-quiet: color-mix(in oklab, var(--st-text) 5%, var(--st-surface));

    --st-accent-source: var(--primary-color, #0b8a8f);
    --st-accent: light-dark(
      oklch(from var(--st-accent-source) 0.47 c h),
      oklch(from var(--st-accent-source) 0.82 c h)
    );
    --st-on-accent: light-dark(#ffffff, #0b1114);
    --st-accent-quiet: color-mix(in oklab, var(--st-accent) 10%, var(--st-surface));

    --st-ok-source: var(--success-color, #2f9e63);
    --st-warning-source: var(--warning-color, #d98a00);
    --st-error-source: var(--error-color, #d64545);
    --st-ok: light-dark(oklch(from var(--st-ok-source) 0.47 c h), oklch(from var(--st-ok-source) 0.82 c h));
    --st-warning: light-dark(
      oklch(from var(--st-warning-source) 0.47 0.11 h),
      oklch(from var(--st-warning-source) 0.84 c h)
    );
    /* For shapes without text: 3 : 1 is enough, so that it may look like the warning that it is. */
    --st-warning-fill: light-dark(
      oklch(from var(--st-warning-source) 0.64 0.14 h),
      oklch(from var(--st-warning-source) 0.84 c h)
    );
    --st-error: light-dark(
      oklch(from var(--st-error-source) 0.48 c h),
      oklch(from var(--st-error-source) 0.8 0.12 h)
    );
    --st-unknown: var(--st-text-soft);

    --st-radius: var(--ha-card-border-radius, 14px);
    --st-radius-small: 8px;
    --st-border: var(--ha-card-border-width, 1px) solid var(--ha-card-border-color, var(--st-divider));
    --st-1: 4px;
    --st-2: 8px;
    --st-3: 12px;
    --st-4: 16px;
    --st-5: 24px;
    --st-6: 32px;

    --st-size-small: 0.8125rem;
    --st-size-body: 0.9375rem;
    --st-size-title: 1.0625rem;
    --st-size-large: 1.375rem;
    --st-font: var(--ha-font-family-body, var(--paper-font-body1_-_font-family, system-ui, sans-serif));
    --st-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'Roboto Mono', monospace;

    color: var(--st-text);
    font-family: var(--st-font);
    font-size: var(--st-size-body);
    line-height: 1.5;
  }
`;

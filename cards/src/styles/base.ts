import { css } from 'lit';

/** What every component shares: measure, headings, cards, buttons, fields, focus, and no motion for who wants none. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :host {
    display: block;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h2 {
    font-size: var(--st-size-title);
    font-weight: 600;
    line-height: 1.35;
  }

  h3 {
    font-size: var(--st-size-body);
    font-weight: 600;
    line-height: 1.4;
  }

  button,
  input {
    font: inherit;
    color: inherit;
  }

  :focus-visible {
    outline: 2px solid var(--st-accent);
    outline-offset: 2px;
  }

  :focus:not(:focus-visible) {
    outline: none;
  }

  .card {
    background: var(--st-surface);
    border: var(--st-border);
    border-radius: var(--st-radius);
    padding: var(--st-4);
  }

  .soft {
    color: var(--st-text-soft);
  }

  .small {
    font-size: var(--st-size-small);
  }

  .mono {
    font-family: var(--st-mono);
    font-size: 0.92em;
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .ok {
    color: var(--st-ok);
  }
  .warning {
    color: var(--st-warning);
  }
  .error {
    color: var(--st-error);
  }
  .unknown {
    color: var(--st-unknown);
  }

  .icon {
    width: 1.25em;
    height: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.25em;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--st-2);
    min-height: 44px;
    padding: var(--st-2) var(--st-4);
    border: 1px solid transparent;
    border-radius: var(--st-radius-small);
    background: transparent;
    font-weight: 600;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .button.filled {
    background: var(--st-accent);
    color: var(--st-on-accent);
  }

  .button.filled:hover:not(:disabled) {
    background: color-mix(in oklab, var(--st-accent) 88%, var(--st-text));
  }

  .button.filled.danger {
    background: var(--st-error);
  }

  .button.filled.danger:hover:not(:disabled) {
    background: color-mix(in oklab, var(--st-error) 88%, var(--st-text));
  }

  .button.outlined {
    border-color: var(--st-border-strong);
    color: var(--st-text);
  }

  .button.plain {
    color: var(--st-accent);
    padding-inline: var(--st-2);
  }

  .button.outlined:hover:not(:disabled),
  .button.plain:hover:not(:disabled) {
    background: var(--st-quiet);
  }

  .button:disabled {
    cursor: default;
    background: var(--st-quiet);
    border-color: transparent;
    color: var(--st-text-soft);
  }

  .field {
    min-height: 44px;
    padding: var(--st-2) var(--st-3);
    border: 1px solid var(--st-border-strong);
    border-radius: var(--st-radius-small);
    background: var(--st-surface);
  }

  .field:focus-visible {
    outline-offset: -1px;
  }

  .field::placeholder {
    color: var(--st-text-soft);
    opacity: 1;
  }

  .tag {
    display: inline-flex;
    align-items: center;
    gap: var(--st-1);
    padding: 1px var(--st-2);
    border-radius: 999px;
    background: color-mix(in oklab, currentColor 10%, var(--st-surface));
    font-size: var(--st-size-small);
    font-weight: 600;
    line-height: 1.6;
    white-space: nowrap;
  }

  .bar {
    display: block;
    width: 100%;
    height: 6px;
    border-radius: 3px;
    overflow: hidden;
    background: color-mix(in oklab, var(--st-text) 12%, var(--st-surface));
    color: var(--st-accent);
  }

  .bar.ok {
    color: var(--st-accent);
  }
  .icon.warning,
  .bar.warning {
    color: var(--st-warning-fill);
  }
  .bar.error {
    color: var(--st-error);
  }

  .bar rect {
    fill: currentColor;
    transition: width 400ms ease-out;
  }

  .empty {
    padding: var(--st-5) var(--st-4);
    text-align: center;
    color: var(--st-text-soft);
  }

  .empty .icon {
    width: 32px;
    height: 32px;
    margin-bottom: var(--st-2);
    stroke-width: 1.25;
  }

  .empty strong {
    display: block;
    color: var(--st-text);
    font-weight: 600;
  }

  summary {
    cursor: pointer;
    list-style: none;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
      scroll-behavior: auto !important;
    }
  }

  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    .bar rect {
      fill: Highlight;
    }
  }
`;

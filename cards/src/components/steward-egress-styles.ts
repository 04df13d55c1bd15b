import { css } from 'lit';

/** Of the list of what left the house, and of its bodies. */
export const egressStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
  }
  .total {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--st-3);
  }
  .list {
    padding: 0;
    overflow: hidden;
  }
  details + details {
    border-top: 1px solid var(--st-divider);
  }
  summary {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto auto;
    gap: var(--st-1) var(--st-3);
    align-items: center;
    min-height: 44px;
    padding: var(--st-3) var(--st-4);
  }
  summary:hover {
    background: var(--st-quiet);
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  .what {
    display: grid;
  }
  .title {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .chevron {
    color: var(--st-text-soft);
  }
  details[open] .chevron {
    transform: rotate(90deg);
  }
  .record {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
    padding: var(--st-2) var(--st-4) var(--st-4);
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-2);
  }
  pre {
    max-height: 60vh;
    margin: 0;
    padding: var(--st-3);
    overflow: auto;
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-family: var(--st-mono);
    font-size: var(--st-size-small);
    line-height: 1.5;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .digest {
    overflow-wrap: anywhere;
  }
  .failure {
    color: var(--st-error);
    font-weight: 600;
  }
  .failure:empty {
    display: none;
  }
  .centred {
    text-align: center;
  }
`;

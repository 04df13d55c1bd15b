import { css } from 'lit';

/** Styles of `steward-inventory`. */
export const inventoryStyles = css`
  :host {
    display: grid;
    gap: var(--st-5);
    container-type: inline-size;
  }
  section {
    display: grid;
    gap: var(--st-3);
  }
  search {
    display: grid;
    gap: var(--st-3);
  }
  .find {
    position: relative;
    display: block;
  }
  .find .icon {
    position: absolute;
    left: var(--st-3);
    top: 50%;
    transform: translateY(-50%);
    color: var(--st-text-soft);
  }
  .find .field {
    width: 100%;
    padding-left: calc(var(--st-5) + var(--st-4));
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-2);
  }
  .chip {
    min-height: 36px;
    padding: 0 var(--st-3);
    border: 1px solid var(--st-border-strong);
    border-radius: 999px;
    background: var(--st-surface);
    font-size: var(--st-size-small);
    font-weight: 500;
    cursor: pointer;
  }
  .chip:hover {
    background: var(--st-quiet);
  }
  .chip[aria-pressed='true'] {
    border-color: var(--st-accent);
    background: var(--st-accent);
    color: var(--st-on-accent);
  }
  .nodes {
    display: grid;
    gap: var(--st-3);
  }
  .grid {
    display: grid;
    gap: var(--st-3);
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
  }
  .thing {
    display: grid;
    gap: var(--st-2);
    align-content: start;
    padding: var(--st-3) var(--st-4);
  }
  .top {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: var(--st-3);
    align-items: start;
  }
  .top > .icon {
    margin-top: 2px;
  }
  .title {
    display: grid;
    min-width: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .side {
    font-weight: 600;
    white-space: nowrap;
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--st-3);
  }
  .centred {
    text-align: center;
    padding-bottom: var(--st-3);
  }
`;

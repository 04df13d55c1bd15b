import { css } from 'lit';

/** Styles of `steward-node`. Its own width decides, not the window’s: the chat may stand beside it. */
export const nodeStyles = css`
  :host {
    container-type: inline-size;
  }
  .card {
    padding: 0;
    overflow: hidden;
  }
  .head {
    display: grid;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    gap: var(--st-2) var(--st-3);
    width: 100%;
    min-height: 44px;
    padding: var(--st-3) var(--st-4);
    border: 0;
    background: none;
    text-align: left;
    cursor: pointer;
  }
  .head:hover {
    background: var(--st-quiet);
  }
  .head:focus-visible {
    outline-offset: -2px;
  }
  .title {
    display: grid;
    min-width: 0;
  }
  .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .chevron {
    grid-column: 3;
    grid-row: 1;
    color: var(--st-text-soft);
    transition: transform 120ms;
  }
  [aria-expanded='true'] .chevron {
    transform: rotate(90deg);
  }
  .load {
    grid-column: 2 / -1;
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--st-4);
  }
  .meter {
    display: grid;
    gap: 3px;
    align-content: center;
  }
  .meter > span {
    display: flex;
    justify-content: space-between;
    gap: var(--st-2);
  }
  .guest {
    display: grid;
    grid-template: 'icon title title' 'icon cpu memory' 'icon backup backup' / auto 1fr 1fr;
    align-items: center;
    gap: var(--st-1) var(--st-3);
    padding: var(--st-3) var(--st-4);
    border-top: 1px solid var(--st-divider);
    content-visibility: auto;
    contain-intrinsic-height: auto 116px;
  }
  .guest > .icon {
    grid-area: icon;
    align-self: start;
    margin-top: 2px;
  }
  .guest .title {
    grid-area: title;
  }
  .guest .title .icon {
    width: 1.1em;
    height: 1.1em;
    margin-right: 3px;
  }
  .guest .name {
    font-weight: 500;
  }
  .cpu {
    grid-area: cpu;
  }
  .memory {
    grid-area: memory;
  }
  .backup {
    grid-area: backup;
  }
  .none {
    padding: var(--st-3) var(--st-4);
    border-top: 1px solid var(--st-divider);
  }
  .button.plain {
    width: 100%;
    border-top: 1px solid var(--st-divider);
    border-radius: 0;
  }

  @container (min-width: 620px) {
    .head {
      grid-template-columns: auto 1fr 240px auto;
    }
    .chevron {
      grid-column: 4;
    }
    .load {
      grid-column: 3;
      grid-row: 1;
    }
    .guest {
      grid-template: 'icon title cpu memory backup' / auto 1fr 104px 104px 152px;
      contain-intrinsic-height: auto 66px;
    }
    .backup {
      text-align: right;
    }
  }
`;

import { css } from 'lit';

/** Styles of `steward-plan`. */
export const planStyles = css`
  .plan {
    display: grid;
    gap: var(--st-3);
  }
  .for-good {
    display: flex;
    gap: var(--st-3);
    padding: var(--st-3);
    border: 1px solid var(--st-error);
    border-radius: var(--st-radius-small);
    background: color-mix(in oklab, var(--st-error) 8%, var(--st-surface));
  }
  .for-good .icon {
    color: var(--st-error);
    margin-top: 2px;
  }
  .for-good .reasons {
    padding-left: var(--st-4);
  }
  .steps {
    display: grid;
    gap: var(--st-4);
    counter-reset: step;
  }
  .steps > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-2);
  }
  .steps > li:not(:only-child) {
    position: relative;
    padding-left: calc(28px + var(--st-3));
    counter-increment: step;
  }
  .steps > li:not(:only-child)::before {
    content: counter(step);
    position: absolute;
    left: 0;
    top: -2px;
    width: 28px;
    height: 28px;
    border-radius: 50%;
    background: var(--st-quiet);
    border: 1px solid var(--st-divider);
    font-size: var(--st-size-small);
    font-weight: 600;
    line-height: 26px;
    text-align: center;
  }
  .steps > li:not(:last-child)::after {
    content: '';
    position: absolute;
    left: 13px;
    top: 30px;
    bottom: calc(-1 * var(--st-4) + 4px);
    width: 1px;
    background: var(--st-divider);
  }
  .step {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    align-items: start;
    gap: var(--st-1) var(--st-3);
  }
  .what {
    flex: 1 1 12rem;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .note {
    display: flex;
    gap: var(--st-2);
    font-size: var(--st-size-small);
  }
  .note .icon {
    margin-top: 1px;
    color: var(--st-text-soft);
  }
  .note strong {
    font-weight: 600;
  }
  .never,
  .never .icon {
    color: var(--st-error);
  }
  code {
    font-family: var(--st-mono);
    overflow-wrap: anywhere;
  }
  footer {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: var(--st-2) var(--st-4);
    padding-top: var(--st-3);
    border-top: 1px solid var(--st-divider);
  }
  footer .icon {
    margin-right: var(--st-1);
  }
  details[open] {
    flex-basis: 100%;
  }
  details[open] summary .icon {
    transform: rotate(90deg);
  }
  .reasons {
    padding: var(--st-1) 0 0 var(--st-5);
    list-style: disc;
  }
  .worth {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--st-3);
    padding: var(--st-1) 0 0 var(--st-5);
  }
  .worth dd {
    color: var(--st-text);
  }
  .digest {
    margin-left: auto;
  }
`;

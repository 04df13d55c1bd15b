import { css } from 'lit';

/** Styles of `steward-run`. */
export const runStyles = css`
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--st-1) var(--st-3);
  }
  h3 {
    overflow-wrap: anywhere;
  }
  .accent,
  .busy {
    color: var(--st-accent);
  }
  .progress {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: var(--st-3);
  }
  .steps {
    display: grid;
    gap: var(--st-2);
  }
  .steps li {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0 var(--st-2);
    align-items: start;
  }
  .steps .icon {
    margin-top: 2px;
  }
  .steps .detail {
    grid-column: 2 / -1;
    overflow-wrap: anywhere;
  }
  .steps .attention {
    grid-column: 2 / -1;
    color: var(--st-warning);
    font-weight: 600;
  }
  .steps .over {
    color: var(--st-text-soft);
    text-decoration: line-through;
  }
  .undoing {
    padding-top: var(--st-2);
    font-size: var(--st-size-small);
    font-weight: 600;
  }
  .busy .icon {
    animation: turn 1.2s linear infinite;
  }
  .result {
    padding: var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
  }
  .remaining {
    display: grid;
    gap: var(--st-2);
    padding: var(--st-3);
    border: 1px solid var(--st-error);
    border-radius: var(--st-radius-small);
  }
  .records {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-1) var(--st-4);
  }
  details[open] summary .icon {
    transform: rotate(90deg);
  }
  .roi {
    width: 100%;
    margin-top: var(--st-2);
    border-collapse: collapse;
    font-size: var(--st-size-small);
  }
  .roi th,
  .roi td {
    padding: var(--st-1) var(--st-2) var(--st-1) 0;
    border-bottom: 1px solid var(--st-divider);
    text-align: left;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  .roi thead th {
    overflow-wrap: normal;
    white-space: nowrap;
    color: var(--st-text-soft);
    font-weight: 500;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-2) var(--st-3);
  }
  .failure {
    color: var(--st-error);
    font-weight: 600;
  }
  .failure:empty {
    display: none;
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
`;

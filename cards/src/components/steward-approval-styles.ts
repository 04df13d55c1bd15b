import { css } from 'lit';

/** Styles of `steward-approval`. */
export const approvalStyles = css`
  article {
    display: grid;
    gap: var(--st-4);
  }
  header {
    display: grid;
    gap: var(--st-1);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--st-2);
    margin-bottom: var(--st-1);
  }
  h3 {
    font-size: var(--st-size-title);
    overflow-wrap: anywhere;
  }
  .asked::first-letter {
    text-transform: uppercase;
  }
  .end {
    display: grid;
    gap: var(--st-2);
    padding: var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
  }
  .end .diff {
    background: var(--st-surface);
  }
  form {
    display: grid;
    gap: var(--st-3);
  }
  .answers {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: var(--st-3);
  }
  .take-back {
    justify-self: center;
    min-height: 36px;
    margin-block: calc(-1 * var(--st-1)) calc(-1 * var(--st-2));
    font-size: var(--st-size-small);
  }
  .failure {
    color: var(--st-error);
    font-weight: 600;
  }
  .failure:empty {
    display: none;
  }
`;

import { css } from 'lit';

/** What the forms and lists of the control view share. */
export const controlStyles = css`
  :host {
    display: grid;
    gap: var(--st-3);
  }
  form,
  .card {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
  }
  .list {
    display: grid;
    gap: var(--st-3);
  }
  .list li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--st-1) var(--st-3);
    align-items: start;
  }
  .list li + li {
    padding-top: var(--st-3);
    border-top: 1px solid var(--st-divider);
  }
  .list .icon {
    margin-top: 2px;
    color: var(--st-text-soft);
  }
  .list p {
    overflow-wrap: anywhere;
  }
  fieldset {
    display: grid;
    gap: var(--st-2);
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    margin-bottom: var(--st-2);
    font-size: var(--st-size-small);
  }
  .level {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0 var(--st-3);
    padding: var(--st-3);
    border: 1px solid var(--st-divider);
    border-radius: var(--st-radius-small);
    cursor: pointer;
  }
  .level:has(:checked) {
    border-color: var(--st-accent);
    background: var(--st-accent-quiet);
  }
  .level input {
    margin: 4px 0 0;
    accent-color: var(--st-accent);
  }
  .level span {
    grid-column: 2;
  }
  .level .name {
    font-weight: 600;
  }
  .grid {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: var(--st-3);
  }
  label.text {
    display: grid;
    gap: var(--st-1);
    align-content: start;
    font-size: var(--st-size-small);
  }
  .text .field {
    width: 100%;
    font-size: var(--st-size-body);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--st-2) var(--st-3);
  }
  .key {
    padding: var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-family: var(--st-mono);
    font-size: 1.05rem;
    letter-spacing: 0.05em;
    overflow-wrap: anywhere;
    user-select: all;
  }
  .failure {
    color: var(--st-error);
    font-weight: 600;
  }
  p:empty {
    display: none;
  }
`;

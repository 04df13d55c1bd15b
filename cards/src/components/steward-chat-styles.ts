import { css } from 'lit';

/** Styles of `steward-chat`. */
export const chatStyles = css`
  :host {
    height: 100%;
    min-height: 0;
  }
  .chat {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .log {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: var(--st-4);
    display: flex;
    flex-direction: column;
    gap: var(--st-5);
  }
  .log:focus-visible {
    outline-offset: -3px;
  }
  .welcome {
    margin: auto;
    max-width: 30ch;
    text-align: center;
    display: grid;
    gap: var(--st-2);
    justify-items: center;
  }
  .welcome .sign {
    width: 40px;
    height: 40px;
    margin-bottom: var(--st-2);
  }
  .welcome strong {
    font-weight: 600;
  }
  .turn {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--st-3);
  }
  .question {
    justify-self: end;
    max-width: 85%;
    padding: var(--st-2) var(--st-3);
    border-radius: var(--st-radius) var(--st-radius) 4px var(--st-radius);
    background: var(--st-accent-quiet);
    overflow-wrap: anywhere;
  }
  .answer {
    max-width: 92%;
    padding-left: var(--st-3);
    border-left: 2px solid var(--st-accent);
  }
  .words {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .answer.failed {
    border-color: var(--st-error);
  }
  .show {
    min-height: 36px;
    margin-left: calc(-1 * var(--st-2));
    font-size: var(--st-size-small);
  }
  .dots {
    display: inline-flex;
    gap: 4px;
    padding: var(--st-1) 0;
  }
  .dots span {
    width: 6px;
    height: 6px;
    border-radius: 50%;
    background: var(--st-text-soft);
    animation: breathe 1.2s ease-in-out infinite;
  }
  .dots span:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots span:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }
  .doing {
    margin-left: var(--st-2);
    overflow-wrap: anywhere;
  }
  .evidence {
    margin-top: var(--st-1);
    overflow-wrap: anywhere;
  }
  .draft {
    margin-top: var(--st-3);
  }
  .draft summary {
    display: flex;
    align-items: center;
    gap: var(--st-2);
    min-height: 36px;
    cursor: pointer;
    list-style: none;
  }
  .draft[open] summary .icon {
    transform: rotate(90deg);
  }
  .draft code,
  .draft pre {
    font-family: var(--st-mono);
    font-size: var(--st-size-small);
  }
  .draft code {
    overflow-wrap: anywhere;
  }
  .draft pre {
    max-height: 320px;
    margin: var(--st-2) 0;
    padding: var(--st-3);
    overflow: auto;
    border: 1px solid var(--st-divider);
    border-radius: var(--st-radius);
    background: var(--st-quiet);
    line-height: 1.5;
  }
  .tag {
    padding: 0 var(--st-2);
    border: 1px solid var(--st-warning);
    border-radius: 999px;
    color: var(--st-warning);
    font-size: var(--st-size-small);
    font-weight: 600;
  }
  .suggestions {
    display: flex;
    gap: var(--st-2);
    padding: var(--st-1) var(--st-4) var(--st-3);
    overflow-x: auto;
    scrollbar-width: none;
  }
  .chip {
    min-height: 36px;
    padding: var(--st-1) var(--st-3);
    border: 1px solid var(--st-divider);
    border-radius: 999px;
    background: transparent;
    font-size: var(--st-size-small);
    white-space: nowrap;
    cursor: pointer;
  }
  @media (pointer: fine) {
    .suggestions {
      flex-wrap: wrap;
    }
  }
  .chip:hover {
    border-color: var(--st-accent);
    background: var(--st-accent-quiet);
  }
  form {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: var(--st-2);
    padding: var(--st-3) var(--st-4);
    border-top: 1px solid var(--st-divider);
  }
  form.with-pictures {
    grid-template-columns: auto 1fr auto;
  }
  .field {
    min-width: 0;
    border-radius: 22px;
    padding-inline: var(--st-4);
  }
  .pictures,
  .attached {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--st-2);
  }
  .pictures {
    justify-content: end;
  }
  .pictures img {
    max-width: min(60%, 220px);
    max-height: 180px;
    border-radius: var(--st-radius);
  }
  .attached {
    padding: var(--st-2) var(--st-4) var(--st-3);
  }
  .thumb {
    position: relative;
    display: inline-flex;
  }
  .thumb img {
    width: 56px;
    height: 56px;
    object-fit: cover;
    border-radius: 8px;
    border: 1px solid var(--st-divider);
  }
  .remove {
    position: absolute;
    top: -8px;
    right: -8px;
    width: 24px;
    height: 24px;
    padding: 0;
    border: 1px solid var(--st-divider);
    border-radius: 50%;
    background: var(--st-surface);
    color: inherit;
    line-height: 1;
    cursor: pointer;
  }
  label.round {
    cursor: pointer;
  }
  label.round:focus-within {
    outline: 2px solid var(--st-accent);
    outline-offset: 2px;
  }
  .round {
    width: 44px;
    padding: 0;
    border-radius: 50%;
  }
`;

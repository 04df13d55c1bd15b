import { css } from 'lit';

/** Layout of the panel: one column and tabs at the bottom on a phone, the chat at the side from 1000 px. */
export const panelStyles = css`
  :host {
    height: 100dvh;
    background: var(--st-background);
  }
  .page {
    display: grid;
    height: 100%;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    grid-template-areas: 'header' 'main' 'nav';
  }
  header {
    grid-area: header;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--st-3);
    min-height: 56px;
    padding: max(var(--st-2), env(safe-area-inset-top)) var(--st-4) var(--st-2);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--st-3);
  }
  .sign {
    width: 32px;
    height: 32px;
    flex: none;
  }
  h1 {
    font-size: var(--st-size-title);
    font-weight: 650;
    letter-spacing: -0.01em;
    line-height: 1.25;
    white-space: nowrap;
  }
  .demo {
    display: block;
    color: var(--st-accent);
    font-size: var(--st-size-small);
    font-weight: 600;
    line-height: 1.2;
  }
  .button.stop {
    margin-left: auto;
    min-height: 40px;
    border-color: var(--st-error);
    color: var(--st-error);
    white-space: nowrap;
  }
  .stop-failure {
    color: var(--st-error);
    font-weight: 600;
  }
  .stop-failure:empty {
    display: none;
  }
  main {
    display: contents;
  }
  .views {
    grid-area: main;
    overflow-y: auto;
    scroll-padding-top: var(--st-4);
  }
  .views:focus-visible {
    outline: none;
  }
  .column {
    display: grid;
    gap: var(--st-5);
    max-width: 860px;
    margin: 0 auto;
    padding: var(--st-2) var(--st-4) var(--st-6);
  }
  .column > section {
    display: grid;
    gap: var(--st-3);
  }
  .loading {
    padding: var(--st-6) 0;
    text-align: center;
  }
  steward-approval {
    scroll-margin-top: var(--st-4);
    border-radius: var(--st-radius);
  }
  .chat-pane {
    grid-area: main;
    display: none;
    flex-direction: column;
    min-height: 0;
    background: var(--st-surface);
  }
  .chat-pane steward-chat {
    flex: 1;
  }
  .chat-title {
    display: none;
  }
  .in-chat {
    margin: var(--st-2) var(--st-4);
  }
  [data-view='chat'] .views {
    display: none;
  }
  [data-view='chat'] .chat-pane {
    display: flex;
  }
  nav {
    grid-area: nav;
    display: grid;
    grid-template-columns: repeat(5, 1fr);
    padding-bottom: env(safe-area-inset-bottom);
    border-top: 1px solid var(--st-divider);
    background: var(--st-surface);
  }
  .tab {
    position: relative;
    display: grid;
    justify-items: center;
    gap: 2px;
    min-height: 60px;
    padding: var(--st-2) 0;
    border: 0;
    background: none;
    color: var(--st-text-soft);
    font-size: 0.75rem;
    font-weight: 500;
    cursor: pointer;
  }
  .tab .icon {
    width: 24px;
    height: 24px;
  }
  .tab[aria-current] {
    color: var(--st-accent);
    font-weight: 600;
  }
  .tab:focus-visible {
    outline-offset: -3px;
    border-radius: var(--st-radius-small);
  }
  .count {
    position: absolute;
    top: 6px;
    left: calc(50% + 6px);
    min-width: 18px;
    padding: 0 5px;
    border-radius: 9px;
    background: var(--st-accent);
    color: var(--st-on-accent);
    font-size: 0.6875rem;
    font-weight: 700;
    line-height: 18px;
    text-align: center;
  }
  .skip {
    position: absolute;
    left: var(--st-3);
    top: -60px;
    z-index: 1;
  }
  .skip:focus-visible {
    top: var(--st-3);
  }

  @media (min-width: 1000px) {
    .page {
      grid-template: 64px minmax(0, 1fr) / auto minmax(0, 1fr) clamp(340px, 32vw, 440px);
      grid-template-areas: 'header nav chat' 'main main chat';
    }
    header {
      padding-block: 0;
      gap: var(--st-4);
      justify-content: start;
    }
    nav {
      display: flex;
      align-items: center;
      gap: var(--st-1);
      padding: 0 var(--st-4);
      border: 0;
      background: none;
      justify-content: end;
    }
    .tab {
      display: flex;
      align-items: center;
      gap: var(--st-2);
      min-height: 40px;
      padding: 0 var(--st-3);
      border-radius: 999px;
      font-size: var(--st-size-body);
    }
    .tab .icon {
      width: 20px;
      height: 20px;
    }
    .tab:hover {
      background: var(--st-quiet);
    }
    .tab[aria-current],
    [data-view='chat'] .tab.overview {
      background: var(--st-accent-quiet);
      color: var(--st-accent);
    }
    .tab.chat,
    .in-chat {
      display: none;
    }
    .count {
      position: static;
    }
    .column {
      padding-top: var(--st-4);
      padding-inline: var(--st-5);
    }
    .chat-pane,
    [data-view='chat'] .chat-pane {
      grid-area: chat;
      display: flex;
      border-left: 1px solid var(--st-divider);
    }
    [data-view='chat'] .views {
      display: block;
    }
    .chat-title {
      display: flex;
      align-items: center;
      gap: var(--st-2);
      min-height: 64px;
      padding: 0 var(--st-4);
      border-bottom: 1px solid var(--st-divider);
      font-size: var(--st-size-body);
    }
    .chat-title .icon {
      color: var(--st-text-soft);
    }
  }

  @media (min-width: 1000px) and (max-width: 1399px) {
    .tab .icon {
      display: none;
    }
    .tab {
      padding: 0 var(--st-3);
    }
  }
  @media (min-width: 1000px) and (max-width: 1199px) {
    nav {
      padding: 0 var(--st-2);
    }
    .tab {
      padding: 0 var(--st-2);
    }
  }
  @media (min-width: 1000px) and (max-width: 1199px), (max-width: 359px) {
    .button.stop {
      padding-inline: var(--st-3);
    }
    .button.stop span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;

import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Overview } from '../../../src/core/overview.ts';
import type { Desk } from '../links/desk.ts';
import { ago, dateTime } from '../model/format.ts';
import { type HistoryEntry, historyOf } from '../model/history.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { empty } from './empty.ts';
import { type IconName, icon } from './icon.ts';
import './steward-approval.ts';
import './steward-run.ts';
import { Ticking } from './ticking.ts';

const entriesAtOnce = 20;

const lookOf = (entry: HistoryEntry): { icon: IconName; classes: string; state: string } => {
  if (entry.kind === 'request') {
    const { state } = entry.approval;
    return {
      icon: state === 'denied' ? 'error' : state === 'invalidated' ? 'warning' : 'clock',
      classes: state === 'invalidated' ? 'warning' : 'unknown',
      state: text(`state.${state}`),
    };
  }
  const { state } = entry.run;
  const label = text(`run.${state}`);
  if (state === 'succeeded') return { icon: 'ok', classes: 'ok', state: label };
  if (state === 'failed') return { icon: 'error', classes: 'error', state: label };
  if (state === 'rolled-back') return { icon: 'undo', classes: 'warning', state: label };
  if (state === 'cancelled') return { icon: 'clock', classes: 'unknown', state: label };
  return { icon: state === 'unknown' ? 'unknown' : 'warning', classes: 'warning', state: label };
};

/** Everything that is over, newest first; each entry unfolds to its plan and its record. */
export class StewardHistory extends LitElement {
  static override properties = {
    overview: { attribute: false },
    desk: { attribute: false },
    shown: { state: true },
  };
  static override styles = [
    base,
    css`
      .list {
        padding: 0;
        overflow: hidden;
      }
      details + details {
        border-top: 1px solid var(--st-divider);
      }
      summary {
        display: grid;
        grid-template-columns: auto 1fr auto;
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
        gap: var(--st-3);
        padding: var(--st-2) var(--st-4) var(--st-4) calc(var(--st-4) + 1.25em + var(--st-3));
      }
      .record > * + * {
        padding-top: var(--st-4);
        border-top: 1px solid var(--st-divider);
      }
      .centred {
        text-align: center;
      }
    `,
  ];

  declare overview: Overview;
  declare desk: Desk | undefined;
  declare shown: number;

  constructor() {
    super();
    this.shown = entriesAtOnce;
    new Ticking(this, 30_000);
  }

  protected override render(): TemplateResult {
    const entries = historyOf(this.overview);
    if (entries.length === 0)
      return html`<div class="card">
        ${empty('history', text('history.none'), text('history.noneDetail'))}
      </div>`;
    return html`<div class="card list">
        ${repeat(
          entries.slice(0, this.shown),
          (entry) => entry.id,
          (entry) => this.#entry(entry),
        )}
      </div>
      ${
        entries.length <= this.shown
          ? nothing
          : html`<p class="centred">
              <button
                class="button plain"
                @click=${() => {
                  this.shown += entriesAtOnce;
                }}
              >
                ${text('history.more')}
              </button>
            </p>`
      }`;
  }

  #entry(entry: HistoryEntry): TemplateResult {
    const look = lookOf(entry);
    const { approval } = entry;
    return html`<details>
      <summary>
        ${icon(look.icon, look.classes)}
        <span class="what">
          <span class="title">${entry.kind === 'run' ? entry.run.title : entry.approval.title}</span>
          <span class="small soft">
            ${look.state} · <span title=${dateTime(entry.atMs)}>${ago(entry.atMs)}</span>
          </span>
        </span>
        ${icon('chevron', 'chevron')}
      </summary>
      <div class="record">
        ${entry.kind === 'run' ? html`<steward-run .run=${entry.run} .desk=${this.desk} embedded></steward-run>` : nothing}
        ${approval === undefined ? nothing : html`<steward-approval .approval=${approval} embedded></steward-approval>`}
      </div>
    </details>`;
  }
}

define('steward-history', StewardHistory);

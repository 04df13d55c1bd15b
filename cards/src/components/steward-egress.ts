import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { EgressEntry } from '../../../src/core/egress-ledger.ts';
import type { Desk } from '../links/desk.ts';
import { egressOutcome } from '../model/egress-outcome.ts';
import { ago, bytes, dateTime } from '../model/format.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { empty } from './empty.ts';
import { icon } from './icon.ts';
import './steward-egress-body.ts';
import { egressStyles } from './steward-egress-styles.ts';
import { Ticking } from './ticking.ts';

/** Everything that left the house for cloud models, newest first; each entry unfolds to its body, as it was sent. */
export class StewardEgress extends LitElement {
  static override properties = {
    desk: { attribute: false },
    entries: { state: true },
    hasMore: { state: true },
    totalBytes: { state: true },
    failure: { state: true },
    opened: { state: true },
  };
  static override styles = [base, egressStyles];

  declare desk: Desk | undefined;
  /** Undefined until Steward has told. */
  declare entries: readonly EgressEntry[] | undefined;
  declare hasMore: boolean;
  declare totalBytes: number;
  declare failure: string | undefined;
  /** Numbers of the entries whose body was asked for. */
  declare opened: ReadonlySet<number>;

  constructor() {
    super();
    this.hasMore = false;
    this.totalBytes = 0;
    this.opened = new Set();
    new Ticking(this, 30_000);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('desk') && this.desk?.isAdmin === true && this.entries === undefined) void this.#load();
  }

  async #load(before?: number): Promise<void> {
    const outcome = await this.desk?.act({
      type: 'list-egress',
      ...(before === undefined ? {} : { before }),
    });
    if (outcome === undefined) return;
    this.failure = outcome.ok ? undefined : outcome.message;
    if (!outcome.ok || outcome.result?.kind !== 'egress') return;
    const { entries, hasMore, totalBytes } = outcome.result;
    this.entries = before === undefined ? entries : [...(this.entries ?? []), ...entries];
    this.hasMore = hasMore;
    this.totalBytes = totalBytes;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.desk === undefined) return nothing;
    if (!this.desk.isAdmin)
      return html`<div class="card">${empty('shield', text('egress.adminsOnly'))}</div>`;
    return html`<p class="failure" role="alert">${this.failure ?? nothing}</p>
      ${this.entries === undefined ? nothing : this.#list(this.entries)}`;
  }

  #list(entries: readonly EgressEntry[]): TemplateResult {
    if (entries.length === 0)
      return html`<div class="card">
        ${
          this.totalBytes === 0
            ? empty('shield', text('egress.none'), text('egress.noneDetail'))
            : empty('shield', text('egress.noneKept', { total: bytes(this.totalBytes) }))
        }
      </div>`;
    return html`<p class="soft total">
        <span>${text('egress.total', { total: bytes(this.totalBytes) })}</span>
        <button class="button plain" @click=${() => void this.#load()}>${text('egress.refresh')}</button>
      </p>
      <div class="card list">
        ${repeat(
          entries,
          ({ number }) => number,
          (entry) => this.#entry(entry),
        )}
      </div>
      ${
        this.hasMore
          ? html`<p class="centred">
              <button class="button plain" @click=${() => void this.#load(entries.at(-1)?.number)}>
                ${text('history.more')}
              </button>
            </p>`
          : nothing
      }`;
  }

  #entry(entry: EgressEntry): TemplateResult {
    const outcome = egressOutcome(entry);
    return html`<details
      @toggle=${(event: Event) => {
        if ((event.target as HTMLDetailsElement).open) this.opened = new Set([...this.opened, entry.number]);
      }}
    >
      <summary>
        ${icon(outcome.icon, outcome.icon)}
        <span class="what">
          <span class="title">${entry.purpose} · ${entry.model}</span>
          <span class="small soft">
            ${outcome.text}${entry.attempt > 1 ? ` · ${text('egress.attempt', { number: entry.attempt })}` : nothing}
            · <span title=${dateTime(entry.atMs)}>${ago(entry.atMs)}</span>
          </span>
        </span>
        <span class="number soft">${bytes(entry.bytes)}</span>
        ${icon('chevron', 'chevron')}
      </summary>
      ${
        this.opened.has(entry.number)
          ? html`<steward-egress-body .entry=${entry} .desk=${this.desk}></steward-egress-body>`
          : nothing
      }
    </details>`;
  }
}

define('steward-egress', StewardEgress);

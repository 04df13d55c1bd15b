import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { EgressEntry } from '../../../src/core/egress-ledger.ts';
import type { Desk } from '../links/desk.ts';
import { dateTime } from '../model/format.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { egressStyles } from './steward-egress-styles.ts';

const readable = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2).replace(/(?<!\\)((?:\\\\)*)\\n/g, '$1\n');
  } catch {
    return body;
  }
};

/** One body that left the house: set out to be read, or byte for byte. */
export class StewardEgressBody extends LitElement {
  static override properties = {
    desk: { attribute: false },
    entry: { attribute: false },
    body: { state: true },
    isTold: { state: true },
    isRaw: { state: true },
    failure: { state: true },
  };
  static override styles = [base, egressStyles];

  declare desk: Desk;
  declare entry: EgressEntry;
  declare body: string | undefined;
  declare isTold: boolean;
  declare isRaw: boolean;
  declare failure: string | undefined;

  protected override firstUpdated(_changed: PropertyValues<this>): void {
    void this.#load();
  }

  async #load(): Promise<void> {
    const outcome = await this.desk.act({ type: 'show-egress', number: this.entry.number });
    this.failure = outcome.ok ? undefined : outcome.message;
    if (!outcome.ok || outcome.result?.kind !== 'egress-body') return;
    this.body = outcome.result.body;
    this.isTold = true;
  }

  #choice(isRaw: boolean, label: string): TemplateResult {
    return html`<button
      class="button ${(this.isRaw ?? false) === isRaw ? 'outlined' : 'plain'}"
      aria-pressed=${(this.isRaw ?? false) === isRaw ? 'true' : 'false'}
      @click=${() => {
        this.isRaw = isRaw;
      }}
    >
      ${label}
    </button>`;
  }

  protected override render(): TemplateResult {
    const { atMs, digest } = this.entry;
    return html`<div class="record">
      <p class="failure" role="alert">${this.failure ?? nothing}</p>
      ${
        this.isTold !== true
          ? nothing
          : this.body === undefined
            ? html`<p class="soft">${text('egress.bodyGone')}</p>`
            : html`<div class="choices" role="group" aria-label=${text('egress.form')}>
                  ${this.#choice(false, text('egress.readable'))} ${this.#choice(true, text('egress.raw'))}
                </div>
                <pre tabindex="0" aria-label=${text('egress.body')}>${this.isRaw === true ? this.body : readable(this.body)}</pre>`
      }
      <p class="small soft digest">${dateTime(atMs)} · SHA-256 <span class="mono">${digest}</span></p>
    </div>`;
  }
}

define('steward-egress-body', StewardEgressBody);

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { StepUpEvidence, StepUpFactors, TotpSecret } from '../../../src/core/step-up.ts';
import type { Desk } from '../links/desk.ts';
import type { ActionOutcome } from '../links/panel-link.ts';
import { addPasskey, canUsePasskeys, evidenceInput } from '../links/passkey.ts';
import { dateTime } from '../model/format.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { controlStyles } from './control-styles.ts';
import { define } from './define.ts';
import { type IconName, icon } from './icon.ts';
import './steward-step-up.ts';
import type { StewardStepUp } from './steward-step-up.ts';

/** A change of factors that waits for the person’s confirmation. */
type Wanted =
  | { readonly kind: 'add-totp' | 'remove-totp' | 'add-passkey' }
  | { readonly kind: 'remove-passkey'; readonly passkeyId: string };

/** What the person confirms with: PIN, authenticator app, passkeys; each change takes one that they have already. */
export class StewardFactors extends LitElement {
  static override properties = {
    desk: { attribute: false },
    wanted: { state: true },
    secret: { state: true },
    busy: { state: true },
    failure: { state: true },
  };
  static override styles = [base, controlStyles];

  declare desk: Desk;
  declare wanted: Wanted | undefined;
  /** Of a new authenticator app, until its first code is right. */
  declare secret: TotpSecret | undefined;
  declare busy: boolean;
  declare failure: string | undefined;

  protected override render(): TemplateResult | typeof nothing {
    const { factors } = this.desk;
    if (factors === undefined) return nothing;
    return html`<div class="card">
      <ul class="list">
        ${this.#pin(factors)} ${this.#totp(factors)} ${this.#passkeys(factors)}
      </ul>
      ${this.secret !== undefined ? this.#firstCode(this.secret) : this.wanted !== undefined ? this.#confirm(this.wanted) : nothing}
    </div>`;
  }

  #row(
    name: IconName,
    title: string,
    state: string,
    button: TemplateResult | typeof nothing,
  ): TemplateResult {
    return html`<li>
      ${icon(name)}
      <div>
        <p><strong>${title}</strong></p>
        <p class="small soft">${state}</p>
      </div>
      ${button}
    </li>`;
  }

  #button(label: string, what: string, wanted: Wanted): TemplateResult {
    return html`<button
      class="button plain"
      ?disabled=${this.busy}
      @click=${() => {
        this.wanted = wanted;
        this.secret = undefined;
        this.failure = undefined;
      }}
    >
      ${label}<span class="unseen">: ${what}</span>
    </button>`;
  }

  #pin({ pin }: StepUpFactors): TemplateResult {
    return this.#row('shield', text('stepUp.pin'), text(pin ? 'factors.pinSet' : 'factors.pinNone'), nothing);
  }

  #totp({ totp }: StepUpFactors): TemplateResult {
    return this.#row(
      'clock',
      text('stepUp.totp'),
      text(totp ? 'factors.totpSet' : 'factors.totpNone'),
      totp
        ? this.#button(text('factors.remove'), text('stepUp.totp'), { kind: 'remove-totp' })
        : this.#button(text('factors.add'), text('stepUp.totp'), { kind: 'add-totp' }),
    );
  }

  #passkeys({ passkeys }: StepUpFactors): TemplateResult {
    const where = text(canUsePasskeys() ? 'factors.passkeyHint' : 'factors.passkeyNotHere');
    return html`${this.#row(
      'people',
      text('stepUp.passkey'),
      where,
      canUsePasskeys()
        ? this.#button(text('factors.add'), text('stepUp.passkey'), { kind: 'add-passkey' })
        : nothing,
    )}
    ${passkeys.map(({ id, name, addedAtMs, site }) =>
      this.#row(
        'ok',
        name,
        text('factors.passkeyAdded', { when: dateTime(addedAtMs), site }),
        this.#button(text('factors.remove'), name, { kind: 'remove-passkey', passkeyId: id }),
      ),
    )}`;
  }

  #confirm(wanted: Wanted): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#change(event, wanted)}>
      ${
        wanted.kind === 'add-passkey'
          ? html`<label class="text">
              ${text('factors.passkeyName')}
              <input class="field" name="name" required maxlength="60" />
            </label>`
          : nothing
      }
      <steward-step-up
        .desk=${this.desk}
        .hint=${text('factors.confirm')}
        ?disabled=${this.busy}
        @steward-send=${() => this.renderRoot.querySelector('form')?.requestSubmit()}
      ></steward-step-up>
      ${this.#end(text(wanted.kind.startsWith('remove') ? 'factors.remove' : 'factors.next'))}
    </form>`;
  }

  #firstCode({ uri, key }: TotpSecret): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#sendFirstCode(event)}>
      <p>${text('factors.totpKey')}</p>
      <p class="key">${key}</p>
      <p class="small"><a href=${uri}>${text('factors.totpOpen')}</a></p>
      <label class="text">
        ${text('factors.totpFirst')}
        <input class="field" name="code" required inputmode="numeric" maxlength="7" autocomplete="one-time-code" />
      </label>
      ${this.#end(text('factors.totpEnrol'))}
    </form>`;
  }

  #end(label: string): TemplateResult {
    return html`<p class="failure small" role="alert">${this.failure ?? nothing}</p>
      <div class="actions">
        <button class="button filled" type="submit" ?disabled=${this.busy}>${label}</button>
        <button class="button plain" type="button" @click=${() => this.#close()}>${text('factors.cancel')}</button>
      </div>`;
  }

  #close(): void {
    this.wanted = undefined;
    this.secret = undefined;
    this.failure = undefined;
  }

  async #change(event: SubmitEvent, wanted: Wanted): Promise<void> {
    event.preventDefault();
    const stepUp = this.renderRoot.querySelector<StewardStepUp>('steward-step-up');
    if (stepUp === null || this.busy) return;
    const name = String(new FormData(event.target as HTMLFormElement).get('name') ?? '');
    await this.#settle(async () => {
      const taken = await stepUp.take('change-factors');
      return taken.ok ? this.#perform(wanted, taken.value, name) : taken;
    });
  }

  #perform(wanted: Wanted, evidence: StepUpEvidence, name: string): Promise<ActionOutcome> {
    const { act } = this.desk;
    const stepUp = evidenceInput(evidence);
    if (wanted.kind === 'add-passkey') return addPasskey(act, evidence, name);
    if (wanted.kind === 'remove-passkey')
      return act({ type: 'remove-passkey', passkeyId: wanted.passkeyId, stepUp });
    return act({ type: wanted.kind === 'add-totp' ? 'begin-totp' : 'remove-totp', stepUp });
  }

  async #sendFirstCode(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const code = String(new FormData(event.target as HTMLFormElement).get('code') ?? '').replaceAll(' ', '');
    if (!this.busy) await this.#settle(() => this.desk.act({ type: 'confirm-totp', code }));
  }

  async #settle(send: () => Promise<ActionOutcome>): Promise<void> {
    this.busy = true;
    this.failure = undefined;
    const outcome = await send();
    this.busy = false;
    if (!outcome.ok) this.failure = outcome.message;
    else if (outcome.result?.kind === 'totp') this.secret = outcome.result.secret;
    else {
      this.#close();
      this.desk.announce(text('factors.changed'));
    }
    await this.desk.refreshFactors();
  }
}

define('steward-factors', StewardFactors);

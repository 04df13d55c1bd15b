import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type {
  StepUpEvidence,
  StepUpFactors,
  StepUpMethod,
  StepUpPurpose,
} from '../../../src/core/step-up.ts';
import type { Desk } from '../links/desk.ts';
import { hasPasskeyHere, type Signed, signWithPasskey } from '../links/passkey.ts';
import { duration } from '../model/format.ts';
import { serverNow } from '../model/time.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { icon } from './icon.ts';

const methodsOf = (factors: StepUpFactors): StepUpMethod[] => [
  ...(hasPasskeyHere(factors) ? (['passkey'] as const) : []),
  ...(factors.totp ? (['totp'] as const) : []),
  ...(factors.pin ? (['pin'] as const) : []),
];

/**
 * The part of a form in which a person shows that it is them: by passkey, by a code of their authenticator app or by PIN.
 * The form asks {@link take} when it is sent; `steward-send` says that Enter was pressed here.
 */
export class StewardStepUp extends LitElement {
  static override properties = {
    desk: { attribute: false },
    hint: { attribute: false },
    disabled: { type: Boolean },
    chosen: { state: true },
  };
  static override styles = [
    base,
    css`
      .step-up {
        display: grid;
        gap: var(--st-2);
      }
      .methods {
        display: flex;
        flex-wrap: wrap;
        gap: var(--st-2);
        margin: 0;
        padding: 0;
        border: 0;
      }
      .method {
        position: relative;
        display: inline-flex;
        align-items: center;
        min-height: 36px;
        padding: 0 var(--st-3);
        border: 1px solid var(--st-border-strong);
        border-radius: 999px;
        font-size: var(--st-size-small);
        font-weight: 600;
        cursor: pointer;
      }
      .method input {
        position: absolute;
        inset: 0;
        margin: 0;
        opacity: 0;
        cursor: pointer;
      }
      .method:has(:checked) {
        border-color: var(--st-accent);
        background: var(--st-accent-quiet);
        color: var(--st-accent);
      }
      .method:has(:focus-visible) {
        outline: 2px solid var(--st-accent);
        outline-offset: 2px;
      }
      .field {
        width: 100%;
        max-width: 20rem;
        letter-spacing: 0.08em;
      }
      .none {
        display: flex;
        gap: var(--st-2);
        font-size: var(--st-size-small);
      }
      code {
        font-family: var(--st-mono);
        overflow-wrap: anywhere;
      }
    `,
  ];

  declare desk: Desk | undefined;
  /** Why it is asked. */
  declare hint: string | undefined;
  declare disabled: boolean;
  declare chosen: StepUpMethod | undefined;

  constructor() {
    super();
    this.disabled = false;
  }

  get #method(): StepUpMethod | undefined {
    const methods = this.desk?.factors === undefined ? [] : methodsOf(this.desk.factors);
    return this.chosen !== undefined && methods.includes(this.chosen) ? this.chosen : methods[0];
  }

  /** What the person gives for this purpose. A code is taken out of its field: it is good once. */
  async take(purpose: StepUpPurpose): Promise<Signed<StepUpEvidence>> {
    const { desk } = this;
    const method = this.#method;
    if (desk === undefined || method === undefined) return { ok: false, message: text('stepUp.none') };
    if (method === 'passkey') return signWithPasskey(desk.act, purpose);
    const field = this.renderRoot.querySelector<HTMLInputElement>('.field');
    const code = field?.value.replaceAll(' ', '') ?? '';
    if (code === '') {
      field?.focus();
      return { ok: false, message: text(method === 'pin' ? 'stepUp.pinMissing' : 'stepUp.codeMissing') };
    }
    if (field !== null) field.value = '';
    return { ok: true, value: { method, code } };
  }

  protected override render(): TemplateResult | typeof nothing {
    const { desk } = this;
    if (desk?.factors === undefined) return nothing;
    const methods = methodsOf(desk.factors);
    const method = this.#method;
    return html`<div class="step-up">
      ${this.hint === undefined ? nothing : html`<p class="small">${this.hint}</p>`}
      ${this.#locked(desk.factors)}
      ${method === undefined ? this.#none(desk) : nothing}
      ${methods.length > 1 ? this.#methods(methods) : nothing}
      ${method === undefined ? nothing : this.#field(method)}
    </div>`;
  }

  #locked({ lockedUntilMs }: StepUpFactors): TemplateResult | typeof nothing {
    const leftMs = (lockedUntilMs ?? 0) - serverNow();
    return leftMs <= 0
      ? nothing
      : html`<p class="none error">
          ${icon('warning')}<span>${text('stepUp.locked', { time: duration(leftMs + 59_999) })}</span>
        </p>`;
  }

  #none({ name }: Desk): TemplateResult {
    return html`<p class="none">
      ${icon('shield')}
      <span>${text('stepUp.none')} <code>steward step-up enroll --user "${name}"</code></span>
    </p>`;
  }

  #methods(methods: readonly StepUpMethod[]): TemplateResult {
    return html`<fieldset class="methods" ?disabled=${this.disabled}>
      <legend class="unseen">${text('stepUp.with')}</legend>
      ${methods.map(
        (method) => html`<label class="method">
          <input
            type="radio"
            name="method"
            value=${method}
            .checked=${method === this.#method}
            @change=${() => {
              this.chosen = method;
            }}
          />
          ${text(`stepUp.${method}`)}
        </label>`,
      )}
    </fieldset>`;
  }

  #field(method: StepUpMethod): TemplateResult {
    if (method === 'passkey') return html`<p class="small soft">${text('stepUp.passkeyHint')}</p>`;
    const label = text(method === 'pin' ? 'request.pin' : 'stepUp.code');
    return html`<input
      class="field"
      type=${method === 'pin' ? 'password' : 'text'}
      inputmode="numeric"
      autocomplete=${method === 'pin' ? 'off' : 'one-time-code'}
      maxlength="12"
      placeholder=${label}
      aria-label=${label}
      ?disabled=${this.disabled}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        this.dispatchEvent(new CustomEvent('steward-send'));
      }}
    />`;
  }
}

define('steward-step-up', StewardStepUp);

import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { AutonomyView } from '../../../src/core/approval-view.ts';
import { type AutonomyLevel, autonomyLevels } from '../../../src/core/autonomy.ts';
import type { Desk } from '../links/desk.ts';
import { evidenceInput } from '../links/passkey.ts';
import { dateTime } from '../model/format.ts';
import { serverNow } from '../model/time.ts';
import { base } from '../styles/base.ts';
import { currentLanguage, text } from '../texts/texts.ts';
import { controlStyles } from './control-styles.ts';
import { define } from './define.ts';
import { icon } from './icon.ts';
import './steward-step-up.ts';
import type { StewardStepUp } from './steward-step-up.ts';

const hourMs = 3_600_000;
/** For how long a level may be set; the last one for good. Hours. */
const spans = [1, 8, 24, 24 * 7, 24 * 30, null] as const;

/** How much may run without asking: what is in force, and a form to set it, for which the person confirms who they are. */
export class StewardAutonomy extends LitElement {
  static override properties = {
    settings: { attribute: false },
    desk: { attribute: false },
    isOpen: { state: true },
    busy: { state: true },
    failure: { state: true },
  };
  static override styles = [base, controlStyles];

  declare settings: readonly AutonomyView[];
  declare desk: Desk;
  declare isOpen: boolean;
  declare busy: boolean;
  declare failure: string | undefined;

  protected override render(): TemplateResult {
    return html`<div class="card">
      ${
        this.settings.length === 0
          ? html`<p>${text('autonomy.none')}</p>`
          : html`<ul class="list">${this.settings.map((setting) => this.#setting(setting))}</ul>`
      }
      ${this.isOpen ? this.#form() : this.#open()}
    </div>`;
  }

  #setting({ level, workflow, scope, setBy, setAtMs, untilMs, because }: AutonomyView): TemplateResult {
    const title = this.desk.workflows.find(({ name }) => name === workflow)?.title ?? workflow;
    return html`<li>
      ${icon('shield')}
      <div>
        <p>
          <strong>${text(`autonomy.${level}`)}</strong> ·
          ${title ?? text('autonomy.everyWorkflow')} · ${scope ?? text('autonomy.everything')}
        </p>
        <p class="small soft">
          ${text('autonomy.setBy', { name: setBy, when: dateTime(setAtMs) })}
          ${untilMs === undefined ? text('autonomy.forGood') : text('autonomy.until', { time: dateTime(untilMs) })}
          <q>${because}</q>
        </p>
      </div>
    </li>`;
  }

  #open(): TemplateResult {
    return html`<div class="actions">
      <button
        class="button outlined"
        @click=${() => {
          this.isOpen = true;
        }}
      >
        ${text('autonomy.change')}
      </button>
    </div>`;
  }

  #form(): TemplateResult {
    return html`<form @submit=${(event: SubmitEvent) => this.#send(event)}>
      <fieldset ?disabled=${this.busy}>
        <legend>${text('autonomy.level')}</legend>
        ${autonomyLevels.map(
          (level) => html`<label class="level">
            <input type="radio" name="level" value=${level} ?checked=${level === 'ask'} />
            <span class="name">${text(`autonomy.${level}`)}</span>
            <span class="small soft">${text(`autonomy.${level}Meaning`)}</span>
          </label>`,
        )}
      </fieldset>
      <div class="grid">
        <label class="text">
          ${text('autonomy.workflow')}
          <select class="field" name="workflow">
            <option value="">${text('autonomy.everyWorkflow')}</option>
            ${this.desk.workflows.map(({ name, title }) => html`<option value=${name}>${title}</option>`)}
          </select>
        </label>
        <label class="text">
          ${text('autonomy.scope')}
          <input class="field" name="scope" maxlength="200" placeholder=${text('autonomy.everything')} />
        </label>
        <label class="text">
          ${text('autonomy.span')}
          <select class="field" name="span">
            ${spans.map(
              (hours) =>
                html`<option value=${hours ?? ''} ?selected=${hours === 24}>${this.#span(hours)}</option>`,
            )}
          </select>
        </label>
      </div>
      <p class="small soft">${text('autonomy.scopeHint')}</p>
      <label class="text">
        ${text('autonomy.because')}
        <input class="field" name="because" required maxlength="500" />
      </label>
      <steward-step-up
        .desk=${this.desk}
        .hint=${text('autonomy.stepUpHint')}
        ?disabled=${this.busy}
        @steward-send=${() => this.renderRoot.querySelector('form')?.requestSubmit()}
      ></steward-step-up>
      <p class="failure small" role="alert">${this.failure ?? nothing}</p>
      <div class="actions">
        <button class="button filled" type="submit" ?disabled=${this.busy}>${text('autonomy.set')}</button>
        <button
          class="button plain"
          type="button"
          @click=${() => {
            this.isOpen = false;
            this.failure = undefined;
          }}
        >
          ${text('autonomy.keep')}
        </button>
      </div>
    </form>`;
  }

  #span(hours: number | null): string {
    if (hours === null) return text('autonomy.spanForGood');
    const days = hours / 24;
    return new Intl.NumberFormat(currentLanguage(), {
      style: 'unit',
      unit: days >= 1 ? 'day' : 'hour',
      unitDisplay: 'long',
    }).format(days >= 1 ? days : hours);
  }

  async #send(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const stepUp = this.renderRoot.querySelector<StewardStepUp>('steward-step-up');
    if (stepUp === null || this.busy) return;
    const data = new FormData(event.target as HTMLFormElement);
    const given = (name: string): string => String(data.get(name) ?? '').trim();
    this.busy = true;
    this.failure = undefined;
    const taken = await stepUp.take('set-autonomy');
    const outcome = taken.ok
      ? await this.desk.act({
          type: 'set-autonomy',
          level: given('level') as AutonomyLevel,
          workflow: given('workflow') || null,
          scope: given('scope') || null,
          because: given('because'),
          ...(given('span') === '' ? {} : { untilMs: serverNow() + Number(given('span')) * hourMs }),
          stepUp: evidenceInput(taken.value),
        })
      : taken;
    this.busy = false;
    if (!outcome.ok) {
      this.failure = outcome.message;
      return;
    }
    this.isOpen = false;
    this.desk.announce(text('autonomy.wasSet'));
  }
}

define('steward-autonomy', StewardAutonomy);

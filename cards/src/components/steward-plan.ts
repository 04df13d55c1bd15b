import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ApprovalView, StepView } from '../../../src/core/overview.ts';
import { duration, short } from '../model/format.ts';
import { base } from '../styles/base.ts';
import { countText, currentLanguage, text } from '../texts/texts.ts';
import { define } from './define.ts';
import { differenceList, differenceStyles } from './differences.ts';
import { type IconName, icon } from './icon.ts';
import { riskTag } from './risk-tag.ts';
import { planStyles } from './steward-plan-styles.ts';

const note = (name: IconName, content: TemplateResult | string, classes = ''): TemplateResult =>
  html`<p class="note ${classes}">${icon(name)}<span>${content}</span></p>`;

const folded = (title: string, content: TemplateResult): TemplateResult => html`<details>
  <summary>${icon('chevron')}${title}</summary>
  ${content}
</details>`;

const list = (lines: readonly string[]): TemplateResult =>
  html`<ul class="reasons">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;

/** Minutes as people say them: in minutes up to two hours, then in hours. */
const roughly = (minutes: number): string =>
  new Intl.NumberFormat(currentLanguage(), {
    style: 'unit',
    unit: minutes < 120 ? 'minute' : 'hour',
    unitDisplay: 'short',
    maximumFractionDigits: minutes < 120 ? 0 : 1,
  }).format(minutes < 120 ? minutes : minutes / 60);

/** Whether a step changes something for good. */
const isForGood = (step: StepView): boolean => step.kind === 'change' && step.undo === null;

/**
 * A plan as a diff: what cannot be undone first, then each step in its order with what it changes, what stops meanwhile,
 * how it is undone and how long it takes; then what is left out, whom it touches, and what it is worth.
 */
export class StewardPlan extends LitElement {
  static override properties = { approval: { attribute: false } };
  static override styles = [base, differenceStyles, planStyles];

  declare approval: ApprovalView;

  protected override render(): TemplateResult {
    const { steps, skipped, affected, purpose, title } = this.approval;
    const isDestructive = this.approval.risk === 'destructive';
    const forGood = steps.filter(isForGood);
    return html`<div class="plan">
      ${purpose === '' || purpose === title ? nothing : html`<p class="soft">${purpose}</p>`}
      ${isDestructive || (steps.length > 1 && forGood.length > 0) ? this.#forGood(forGood) : nothing}
      <ol class="steps">${steps.map((step, index) => this.#step(step, index))}</ol>
      ${
        skipped.length === 0
          ? nothing
          : note(
              'ok',
              html`<strong>${text('plan.skipped')}</strong> ${skipped.map(({ reason }) => reason).join(' ')}`,
            )
      }
      ${
        affected.length === 0
          ? nothing
          : note('people', html`<strong>${text('request.affected')}</strong> ${affected.join(', ')}`)
      }
      <footer class="small soft">${this.#worth()} ${this.#why()} ${this.#facts()}</footer>
    </div>`;
  }

  #forGood(steps: readonly StepView[]): TemplateResult | typeof nothing {
    if (steps.length === 0) return nothing;
    return html`<div class="for-good">
      ${icon('warning')}
      <div>
        <strong>${text('plan.forGood')}</strong>
        ${this.approval.steps.length === 1 ? nothing : list(steps.map((step) => step.title))}
      </div>
    </div>`;
  }

  #step(step: StepView, index: number): TemplateResult {
    const { steps, title } = this.approval;
    const isOnly = steps.length === 1;
    const saysTitle = isOnly && step.title === title;
    return html`<li>
      ${
        saysTitle
          ? nothing
          : html`<div class="step">
              <p class="what">${step.title}</p>
              ${isOnly || step.kind !== 'change' ? nothing : riskTag(step.risk)}
            </div>`
      }
      ${isOnly ? nothing : html`<p class="small soft number">${this.#order(step, index)}</p>`}
      ${step.differences.length === 0 ? nothing : differenceList(step.differences, !isOnly)}
      ${step.condition === null ? nothing : note('unknown', html`${text('plan.onlyIf')} <code>${step.condition}</code>`)}
      ${step.kind === 'change' ? this.#effects(step) : nothing}
      ${step.kind === 'person' ? note('people', text('plan.waitsForPerson')) : nothing}
      ${
        isOnly || step.risk !== 'destructive' || step.riskReasons.length === 0
          ? nothing
          : note('warning', step.riskReasons.join(' '))
      }
    </li>`;
  }

  /** After which steps it comes, and how long it takes. */
  #order({ dependsOn, kind, expectedDurationMs, pastRuns }: StepView, index: number): string {
    const numbers = dependsOn
      .map((id) => this.approval.steps.findIndex((step) => step.id === id) + 1)
      .filter((number) => number > 0);
    const order =
      numbers.length > 0
        ? text(numbers.length === 1 ? 'plan.afterOne' : 'plan.after', {
            steps: new Intl.ListFormat(currentLanguage()).format(numbers.map(String)),
          })
        : index === 0
          ? undefined
          : text('plan.atOnce');
    const takes = text('request.takes', { time: duration(expectedDurationMs) });
    const basis = pastRuns === 0 ? text('plan.estimate') : countText('plan.pastRuns', pastRuns);
    const timing = kind === 'person' || kind === 'record' ? undefined : `${takes}, ${basis}`;
    return [order, timing].filter((part) => part !== undefined).join(' · ');
  }

  #effects({ interruption, undo, risk }: StepView): TemplateResult {
    return html`${
      interruption === null
        ? note('pause', text('request.stopsNothing'))
        : note('pause', html`<strong>${text('request.stops')}</strong> ${interruption}`)
    }
    ${
      undo === null
        ? note(
            'undo',
            html`<strong>${text('request.noUndo')}</strong>`,
            risk === 'destructive' ? 'never' : '',
          )
        : note('undo', html`<strong>${text('request.undo')}</strong> ${undo}`)
    }`;
  }

  #worth(): TemplateResult | typeof nothing {
    const { minutesSaved, expected, reasons } = this.approval.roi;
    if (expected.length === 0 && reasons.length === 0) return nothing;
    const title = minutesSaved > 0 ? text('plan.saves', { time: roughly(minutesSaved) }) : text('plan.worth');
    return folded(
      title,
      html`<dl class="worth">
          ${expected.map(({ what, value }) => html`<dt>${what}</dt><dd class="number">${value}</dd>`)}
        </dl>
        ${list(reasons)}`,
    );
  }

  #why(): TemplateResult | typeof nothing {
    const { riskReasons } = this.approval;
    return riskReasons.length === 0 ? nothing : folded(text('request.why'), list(riskReasons));
  }

  #facts(): TemplateResult {
    const { steps, planDigest } = this.approval;
    const totalMs = steps
      .filter(({ kind }) => kind !== 'person')
      .reduce((sum, step) => sum + step.expectedDurationMs, 0);
    return html`<span class="number">
        ${icon('clock')}${text('request.takes', { time: duration(totalMs) })}
      </span>
      <span class="digest" title=${text('request.digestTitle', { digest: planDigest })}>
        ${icon('shield')}${text('request.digest')} <span class="mono">${short(planDigest)}</span>
      </span>`;
  }
}

define('steward-plan', StewardPlan);

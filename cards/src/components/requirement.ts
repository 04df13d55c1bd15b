import { css, html, nothing, type TemplateResult } from 'lit';
import type { RequirementView } from '../../../src/core/approval-view.ts';
import { ago, dateTime } from '../model/format.ts';
import { serverNow } from '../model/time.ts';
import { currentLanguage, text } from '../texts/texts.ts';
import { icon } from './icon.ts';

/** Styles of {@link requirement}. */
export const requirementStyles = css`
  .requirement {
    display: grid;
    gap: var(--st-1);
    padding: var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-size: var(--st-size-small);
  }
  .requirement .head {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--st-1) var(--st-3);
  }
  .requirement .given {
    color: var(--st-ok);
    font-weight: 600;
  }
`;

/** What a waiting request takes, and who has said yes so far: "1 of 2". */
export const requirement = (view: RequirementView): TemplateResult => {
  const { needed, given, mayApprove, reasons, quietUntilMs, escalatesAtMs, escalatedAtMs } = view;
  const names = new Intl.ListFormat(currentLanguage(), { type: 'disjunction' });
  return html`<section class="requirement">
    <p class="head">
      <strong>${text('requirement.count', { given: given.length, needed })}</strong>
      ${
        mayApprove.length === 0
          ? nothing
          : html`<span class="soft">
              ${text('requirement.may', { names: names.format(mayApprove.map(({ name }) => name)) })}
            </span>`
      }
    </p>
    ${given.map(
      ({ name, atMs }) => html`<p class="given">
        ${icon('ok')} ${text('requirement.given', { name, when: ago(atMs) })}
      </p>`,
    )}
    ${reasons.map((reason) => html`<p class="soft">${reason}</p>`)}
    ${
      quietUntilMs !== undefined && quietUntilMs > serverNow()
        ? html`<p class="soft">${text('requirement.quiet', { time: dateTime(quietUntilMs) })}</p>`
        : nothing
    }
    ${
      escalatedAtMs !== undefined
        ? html`<p class="soft">${text('requirement.escalated', { when: ago(escalatedAtMs) })}</p>`
        : escalatesAtMs !== undefined
          ? html`<p class="soft">${text('requirement.escalates', { time: dateTime(escalatesAtMs) })}</p>`
          : nothing
    }
  </section>`;
};

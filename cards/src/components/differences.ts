import { css, html, type TemplateResult } from 'lit';
import type { Difference } from '../../../src/core/plan.ts';
import { value } from '../model/format.ts';
import { text } from '../texts/texts.ts';

/** Styles of {@link differenceList}. */
export const differenceStyles = css`
  .differences {
    display: grid;
    gap: var(--st-1) var(--st-3);
    grid-template-columns: auto 1fr;
    padding: var(--st-2) var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-size: var(--st-size-small);
  }
  .differences dt {
    color: var(--st-text-soft);
  }
  .differences dd {
    overflow-wrap: anywhere;
  }
  .differences del {
    color: var(--st-text-soft);
  }
  .differences ins {
    font-weight: 600;
    text-decoration: none;
  }
`;

/** Differences as "field: before → after"; the object's name is added when there are several. */
export const differenceList = (differences: readonly Difference[]): TemplateResult => {
  const isMixed = new Set(differences.map((difference) => difference.ref)).size > 1;
  return html`<dl class="differences">
    ${differences.map(
      ({ name, field, before, after }) => html`<dt>${isMixed ? `${name}: ` : ''}${field}</dt>
        <dd>
          <span class="unseen">${text('request.before')}</span><del>${value(before)}</del>
          <span aria-hidden="true">→</span>
          <span class="unseen">${text('request.after')}</span><ins>${value(after)}</ins>
        </dd>`,
    )}
  </dl>`;
};

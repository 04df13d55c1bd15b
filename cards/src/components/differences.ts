import { css, html, nothing, type TemplateResult } from 'lit';
import type { Difference } from '../../../src/core/difference.ts';
import { value } from '../model/format.ts';
import { text } from '../texts/texts.ts';

/** Styles of {@link differenceList}. */
export const differenceStyles = css`
  .diff {
    display: grid;
    gap: var(--st-2);
    padding: var(--st-2) var(--st-3);
    border-radius: var(--st-radius-small);
    background: var(--st-quiet);
    font-size: var(--st-size-small);
  }
  .diff .object {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .diff .fields {
    display: grid;
    gap: var(--st-1) var(--st-3);
    grid-template-columns: fit-content(40%) minmax(0, 1fr);
    align-items: baseline;
  }
  .diff dt {
    color: var(--st-text-soft);
    overflow-wrap: anywhere;
  }
  .diff dd {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--st-1) var(--st-2);
    overflow-wrap: anywhere;
  }
  .diff del,
  .diff ins {
    padding: 0 var(--st-1);
    border-radius: 4px;
    text-decoration: none;
  }
  .diff del {
    background: color-mix(in oklab, var(--st-error) 12%, var(--st-surface));
    text-decoration: line-through;
    text-decoration-thickness: 1px;
  }
  .diff ins {
    background: color-mix(in oklab, var(--st-ok) 16%, var(--st-surface));
    font-weight: 600;
  }
`;

const row = ({ field, before, after }: Difference): TemplateResult => html`<dt>${field}</dt>
  <dd>
    <span class="unseen">${text('request.before')}</span><del>${value(before)}</del>
    <span aria-hidden="true">→</span>
    <span class="unseen">${text('request.after')}</span><ins>${value(after)}</ins>
  </dd>`;

/** A diff: object by object, field by field, before and after. `named`: with the object’s name even when there is one. */
export const differenceList = (differences: readonly Difference[], named = false): TemplateResult => {
  const objects = Map.groupBy(differences, ({ ref }) => ref);
  return html`<div class="diff">
    ${[...objects.values()].map(
      (fields) => html`<div>
        ${named || objects.size > 1 ? html`<p class="object">${fields[0]?.name}</p>` : nothing}
        <dl class="fields">${fields.map(row)}</dl>
      </div>`,
    )}
  </div>`;
};

import { css, html, LitElement, type TemplateResult } from 'lit';
import type { ProblemView } from '../../../src/core/overview.ts';
import { base } from '../styles/base.ts';
import { text } from '../texts/texts.ts';
import { define } from './define.ts';
import { healthIcon } from './icon.ts';

/** What is wrong, stale or unknown, the worst first. The attribute `flat` leaves the frame away. */
export class StewardProblems extends LitElement {
  static override properties = { problems: { attribute: false } };
  static override styles = [
    base,
    css`
      .card {
        padding-block: var(--st-1);
      }
      :host([flat]) .card {
        padding: 0;
        border: 0;
        background: none;
      }
      li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 0 var(--st-3);
        padding: var(--st-3) 0;
      }
      li + li {
        border-top: 1px solid var(--st-divider);
      }
      .icon {
        margin-top: 1px;
      }
      p::first-letter {
        text-transform: uppercase;
      }
      strong {
        font-weight: 600;
        overflow-wrap: anywhere;
      }
    `,
  ];

  declare problems: readonly ProblemView[];

  protected override render(): TemplateResult {
    const order = ['error', 'warning', 'unknown'];
    const sorted = this.problems.toSorted(
      (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || a.name.localeCompare(b.name),
    );
    return html`<ul class="card">
      ${sorted.map(
        ({ name, severity, text: what }) => html`<li>
          ${healthIcon(severity)}
          <div>
            <strong>${name}</strong> <span class="unseen">${text(`problems.${severity}`)}:</span>
            <p class="soft small">${what}</p>
          </div>
        </li>`,
      )}
    </ul>`;
  }
}

define('steward-problems', StewardProblems);

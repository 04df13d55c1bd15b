import { html, nothing, type TemplateResult } from 'lit';
import type { PanelEvidence, WorkflowDraft } from '../../../src/http/panel/messages.ts';
import { dateTime } from '../model/format.ts';
import type { Picture } from '../model/picture.ts';
import { text } from '../texts/texts.ts';
import { icon } from './icon.ts';

/** What somebody said, and what Steward answered. */
export interface Exchange {
  readonly id: number;
  readonly question: string;
  readonly pictures: readonly Picture[];
  answer: string;
  /** What is being done while the answer is made. */
  doing: string | undefined;
  /** Set while the answer streams: stops it. */
  stop: (() => void) | undefined;
  isError: boolean;
  approvalId: string | undefined;
  /** A workflow file that was drafted. */
  draft: WorkflowDraft | undefined;
  /** What the answer rests on. */
  evidence: readonly PanelEvidence[];
}

const picturesOf = ({ pictures }: Exchange): TemplateResult | typeof nothing =>
  pictures.length === 0
    ? nothing
    : html`<div class="pictures">
        ${pictures.map(
          ({ preview }, index) =>
            html`<img src=${preview} alt=${text('chat.picture', { number: index + 1 })} />`,
        )}
      </div>`;

/** Dots, and beside them what is being done. */
const waiting = ({ doing }: Exchange): TemplateResult =>
  html`<span class="dots" role="img" aria-label=${text('chat.thinking')}><span></span><span></span><span></span></span>
    ${doing === undefined ? nothing : html`<span class="doing soft small">${doing}</span>`}`;

const draftView = ({ name, workflow }: WorkflowDraft): TemplateResult => html`<details class="draft" open>
  <summary>${icon('chevron')}<span class="tag">${text('chat.draft')}</span> <code>${name}.yaml</code></summary>
  <pre tabindex="0" aria-label=${text('chat.draftFile', { name })}>${workflow}</pre>
  <p class="small soft">${text('chat.draftNote')}</p>
</details>`;

const evidenceView = (
  evidence: readonly PanelEvidence[],
  nameOf: (ref: string) => string | undefined,
): TemplateResult | typeof nothing => {
  const seen = new Map(evidence.map(({ source, atMs }) => [nameOf(source) ?? source, atMs]));
  return seen.size === 0
    ? nothing
    : html`<p class="evidence small soft">
        ${text('chat.evidence')}
        ${[...seen].map(
          ([name, atMs], index) =>
            html`${index === 0 ? '' : ', '}<span title=${text('chat.readAt', { when: dateTime(atMs) })}>${name}</span>`,
        )}
      </p>`;
};

/** One turn of the chat. `show` shows the request that the answer is about, `nameOf` names an object. */
export const exchangeView = (
  exchange: Exchange,
  show: (approvalId: string) => void,
  nameOf: (ref: string) => string | undefined,
): TemplateResult => {
  const { question, answer, stop, isError, approvalId, draft, evidence } = exchange;
  return html`<div class="turn">
    ${picturesOf(exchange)}
    <p class="question"><span class="unseen">${text('chat.you')}: </span>${question}</p>
    <div class="answer ${isError ? 'failed' : ''}">
      <p>
        <span class="unseen">${text('chat.steward')}: </span>
        ${answer === '' && stop !== undefined ? waiting(exchange) : html`<span class="words">${answer}</span>`}
      </p>
      ${evidenceView(evidence, nameOf)}
      ${draft === undefined ? nothing : draftView(draft)}
      ${
        approvalId === undefined
          ? nothing
          : html`<button class="button plain show" @click=${() => show(approvalId)}>
              ${text('chat.showRequest')}${icon('chevron')}
            </button>`
      }
    </div>
  </div>`;
};

import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from './icon.ts';

/** What stands where nothing is. */
export const empty = (name: IconName, title: string, detail?: string): TemplateResult =>
  html`<div class="empty">
    ${icon(name)}
    <strong>${title}</strong>
    ${detail === undefined ? nothing : html`<p>${detail}</p>`}
  </div>`;

import { html, nothing, type TemplateResult } from 'lit';
import { type IconName, icon } from './icon.ts';

/** What stands where nothing is; with the class `slim` on one line, where nothing is the usual thing. */
export const empty = (name: IconName, title: string, detail?: string, classes = ''): TemplateResult =>
  html`<div class="empty ${classes}">
    ${icon(name)}
    <strong>${title}</strong>
    ${detail === undefined ? nothing : html`<p>${detail}</p>`}
  </div>`;

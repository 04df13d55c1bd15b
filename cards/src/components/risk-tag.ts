import { html, type TemplateResult } from 'lit';
import type { Risk } from '../../../src/core/plan.ts';
import { text } from '../texts/texts.ts';
import { type IconName, icon } from './icon.ts';

const riskLooks: Readonly<Record<Risk, { classes: string; icon: IconName }>> = {
  read: { classes: 'ok', icon: 'search' },
  reversible: { classes: 'ok', icon: 'undo' },
  disruptive: { classes: 'warning', icon: 'pause' },
  destructive: { classes: 'error', icon: 'warning' },
};

/** How much something can hurt, as a tag. */
export const riskTag = (risk: Risk): TemplateResult => {
  const look = riskLooks[risk];
  return html`<span class="tag ${look.classes}">${icon(look.icon)}${text(`risk.${risk}`)}</span>`;
};

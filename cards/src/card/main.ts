import { define } from '../components/define.ts';
import { text } from '../texts/texts.ts';
import { HomelabStewardCard } from './homelab-steward-card.ts';

declare global {
  interface Window {
    customCards?: { type: string; name: string; description: string; preview: boolean }[];
  }
}

define('homelab-steward-card', HomelabStewardCard);

window.customCards ??= [];
if (!window.customCards.some((card) => card.type === 'homelab-steward-card'))
  window.customCards.push({
    type: 'homelab-steward-card',
    name: text('card.name'),
    description: text('card.description'),
    preview: true,
  });

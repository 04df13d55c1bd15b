import type { Inventory } from '../../core/inventory.ts';

const isOff =
  '(?:is|are|ist|sind|est|sont|est[aá]|est[aá]n|staat|staan)(?: \\p{L}+)? (?:stopped|shut down|powered off|turned off|off|gestoppt|angehalten|ausgeschaltet|heruntergefahren|aus|arr[eê]t[eé]e?s?|[eé]teinte?s?|detenid[oa]s?|parad[oa]s?|apagad[oa]s?|gestopt|uitgeschakeld|afgesloten|uit)';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A sentence without what it rightly says of guests that are off: "jellyfin ist gestoppt" tells a state, in words that
 * would otherwise claim that somebody stopped it. Only what the inventory shows is taken out. Pure.
 */
export const withoutKnownStates = (sentence: string, { objects }: Inventory): string => {
  let rest = sentence;
  const lower = sentence.toLowerCase();
  for (const object of objects.values())
    if (object.kind === 'guest' && object.status === 'stopped' && lower.includes(object.name.toLowerCase()))
      rest = rest.replace(
        new RegExp(`(?<![\\p{L}\\p{N}])${escaped(object.name)} ${isOff}(?![\\p{L}\\p{N}])`, 'giu'),
        ' ',
      );
  return rest;
};

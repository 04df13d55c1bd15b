import type { Provenance } from '../../core/provenance.ts';

/** As much of an entity of Home Assistant as decides who may see it. */
export interface HomeEntityFacts {
  /** e.g. `sensor` */
  readonly domain: string;
  /** Names that people gave it. */
  readonly names: string;
  readonly state: string;
  readonly deviceClass?: string;
}

/** Domains of things. Whatever is not here tells of people, or may: where they are, what they plan, watch and write. */
const ofThings: ReadonlySet<string> = new Set([
  ...['binary_sensor', 'button', 'climate', 'cover', 'fan', 'humidifier', 'input_boolean', 'input_number'],
  ...['lawn_mower', 'light', 'number', 'select', 'sensor', 'siren', 'sun', 'switch', 'update', 'vacuum'],
  ...['valve', 'water_heater', 'weather'],
]);

/** Device classes by which one sees who is at home, and where. */
const ofWhereabouts: ReadonlySet<string> = new Set([
  ...[
    'motion',
    'moving',
    'occupancy',
    'presence',
    'sound',
    'lock',
    'door',
    'garage_door',
    'window',
    'opening',
  ],
]);

const wordsOfWhereabouts =
  /location|geocod|address|ssid|whereabout|motion|presence|occupan|standort|\bort\b|adresse|bewegung|anwesen|ubicaci|presencia|emplacement|pr.sence|locatie|aanwezig/i;

/** A measure, a time, or one of the words that Home Assistant and its integrations have for states: `on`, `not_charging`. */
const plainState = /^(?:[-+]?\d[\d.,]*(?:e[-+]?\d+)?|\d{4}-\d\d-\d\d[\dT:.+Z -]*|[a-z][a-z_]{0,24})$/;

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);

/**
 * Whether the state of an entity says nothing of people (`home`), or does or may (`person`). What cannot be told is taken to.
 * Pure.
 * @param people first names and names of those who live there
 */
export const provenanceOfHome = (
  { domain, names, state, deviceClass }: HomeEntityFacts,
  people: readonly string[],
): Provenance => {
  if (!ofThings.has(domain) || ofWhereabouts.has(deviceClass ?? '')) return 'person';
  if (domain === 'sensor' && !plainState.test(state)) return 'person';
  if (wordsOfWhereabouts.test(names)) return 'person';
  const words = new Set(wordsOf(names));
  const isOf = (person: string): boolean =>
    wordsOf(person).some((part) => part.length > 1 && (words.has(part) || words.has(`${part}s`)));
  return people.some(isOf) ? 'person' : 'home';
};

import type { InventoryObject, ObjectKind } from '../../core/inventory.ts';
import { withoutAccents } from '../../intents/normalise.ts';

/** A text's words, in lower case and without accents. */
export const queryWords = (text: string): readonly string[] =>
  withoutAccents(text)
    .split(/[ '/]+/)
    .filter((word) => word !== '');

/** Words for kinds of things, in English, German, Spanish, French and Dutch. */
const kindWords: readonly (readonly [RegExp, (object: InventoryObject) => boolean])[] = [
  [
    /^(?:nodes?|hosts?|servers?|servern|machines?|maschinen?|rechner|knoten|servidor(?:es)?|nodos?|serveurs?|noeuds?|knooppunt(?:en)?|cluster|hypervisors?)$/,
    ({ kind }) => kind === 'node',
  ],
  [
    /^(?:containers?|containern|lxcs?|contenedor(?:es)?|conteneurs?)$/,
    (object) => object.kind === 'guest' && object.guestType === 'container',
  ],
  [/^(?:vms?|maquinas|virtuelle|virtual)$/, (object) => object.kind === 'guest' && object.guestType === 'vm'],
  [
    /^(?:guests?|gaste?n?|services?|dienste?|apps?|servicios?|diensten|invites?|huespedes)$/,
    ({ kind }) => kind === 'guest',
  ],
  [/^(?:pools?|zfs)$/, ({ kind }) => kind === 'pool'],
  [
    /^(?:storages?|speicher\w*|almacenamiento|stockage|opslag|space|platz|espacio|espace|ruimte|capacity)$/,
    ({ kind }) => kind === 'storage' || kind === 'pool',
  ],
  [
    /^(?:disks?|drives?|ssds?|hdds?|nvmes?|platten?|festplatten?|discos?|disques?|schij(?:f|ven)|smart)$/,
    ({ kind }) => kind === 'disk',
  ],
];

/** Words for states of things. */
const stateWords: readonly (readonly [RegExp, (object: InventoryObject) => boolean])[] = [
  [
    /^(?:stopped|off|down|offline|gestoppt|aus|apagad\w+|arrete\w*|eteint\w*|uit|gestopt|unreachable)$/,
    (object) =>
      (object.kind === 'guest' && object.status !== 'running' && !object.isTemplate) ||
      (object.kind === 'node' && object.status !== 'online'),
  ],
  [
    /^(?:running|online|up|lauft|laufen|activ\w+|encendid\w+|marche|draait|draaien)$/,
    (object) =>
      (object.kind === 'guest' && object.status === 'running') ||
      (object.kind === 'node' && object.status === 'online'),
  ],
  [
    /^(?:full|voll|llen\w+|plein\w*|vol)$/,
    (object) =>
      (object.kind === 'pool' || object.kind === 'storage') &&
      (object.usedBytes ?? 0) / (object.totalBytes || 1) >= 0.75,
  ],
  [
    /^(?:backups?|sicherung(?:en)?|copias?|sauvegardes?|reservekopie\w*)$/,
    (object) => object.kind === 'guest' && object.lastBackup === null && !object.isTemplate,
  ],
  [
    /^(?:snapshots?|schnappschuss\w*|schnappschusse|instantaneas?|instantanes?|momentopname\w*)$/,
    (object) => object.kind === 'guest' && (object.snapshots?.length ?? 0) > 0,
  ],
];

/** Tests of objects that words of a text stand for; the kinds that are asked for, and the states. */
export const testsOf = (
  words: readonly string[],
): {
  readonly kinds: readonly ((object: InventoryObject) => boolean)[];
  readonly states: readonly ((object: InventoryObject) => boolean)[];
} => {
  const matching = (table: typeof kindWords) =>
    table.filter(([pattern]) => words.some((word) => pattern.test(word))).map(([, test]) => test);
  return { kinds: matching(kindWords), states: matching(stateWords) };
};

/** In which order kinds are told of. */
export const kindOrder: readonly ObjectKind[] = ['node', 'guest', 'pool', 'storage', 'disk'];

/**
 * Words by which people ask for changes, in English, German, Spanish, French and Dutch. The text that they are looked for
 * in is in lower case and without accents.
 */

/** What is asked for, in the names of the effects of workflow steps where there is one for it. */
export type WishedAction =
  | 'guest.restart'
  | 'guest.start'
  | 'guest.shutdown'
  | 'guest.snapshot'
  | 'guest.rollback'
  | 'guest.snapshot-delete'
  /** Anything else that changes something: then a workflow has to be named by its own words. */
  | 'other';

/** Up to five words may stand between the two parts of a verb: "shut the paperless container down". */
const between = '(?: [^ ]+){0,5} ';
const apart = (first: string, second: string): string => `(?:${first})(?:${between}| )(?:${second})`;

const patterns: readonly (readonly [WishedAction, readonly string[]])[] = [
  [
    'guest.restart',
    [
      'restart(?:ed|ing)?',
      'reboot(?:ed|ing)?',
      'neustart\\w*',
      'neu ?starten',
      'neugestartet',
      'neu gestartet',
      apart('start\\w*', 'neu'),
      'reinici\\w+',
      'redemarr\\w+',
      'relanc\\w+',
      'herstart\\w*',
      'opnieuw (?:op)?start\\w*',
      apart('start', 'opnieuw(?: op)?'),
    ],
  ],
  [
    'guest.start',
    [
      'start(?:ed|ing)?(?: (?:it|them))?',
      'turn(?:ed)? on',
      apart('turn|switch|power', 'on'),
      'boot(?:ed)?',
      'launch\\w*',
      'wake',
      'starte?n?',
      'gestartet',
      'hochfahren',
      apart('fahr\\w*', 'hoch'),
      apart('schalt\\w*', 'ein'),
      'arranca\\w*',
      'enciend\\w*',
      'inicia\\w*',
      'demarre\\w*',
      'lance\\w*',
      'allume\\w*',
      'opstarten',
      apart('zet', 'aan'),
    ],
  ],
  [
    'guest.shutdown',
    [
      'stop(?:ped|ping)?',
      'shut ?down',
      apart('shut', 'down'),
      apart('turn|switch|power', 'off'),
      'power(?:ed)? (?:off|down)',
      'halt(?:ed)?',
      'stoppe?n?',
      'gestoppt',
      'herunterfahren',
      'runterfahren',
      apart('fahr\\w*', '(?:he)?runter'),
      'abschalten',
      'ausschalten',
      apart('schalt\\w*', 'aus|ab'),
      'beende\\w*',
      'apaga\\w*',
      'deten\\w*',
      'para',
      'parar',
      'arrete\\w*',
      'eteins',
      'eteindre',
      'eteign\\w*',
      'afsluiten',
      apart('sluit', 'af'),
      apart('zet', 'uit'),
    ],
  ],
  [
    'guest.snapshot-delete',
    [
      apart('delete\\w*|remove\\w*|get rid of|drop', 'snapshots?'),
      apart('losch\\w*|entfern\\w*', '(?:snapshots?|schnappschuss\\w*)'),
      apart('snapshots?|schnappschuss\\w*', 'losch\\w*|entfern\\w*'),
      apart('borra\\w*|elimina\\w*', '(?:snapshots?|instantanea\\w*)'),
      apart('supprime\\w*|efface\\w*', '(?:snapshots?|instantanes?)'),
      apart('verwijder\\w*|wis', '(?:snapshots?|momentopname\\w*)'),
      apart('snapshots?|momentopname\\w*', 'verwijder\\w*'),
    ],
  ],
  [
    'guest.rollback',
    [
      'roll(?:ed)?(?: [^ ]+){0,5} ?back',
      'rollback',
      'revert(?:ed)?',
      apart('take', 'back'),
      apart('go|put|bring', 'back to'),
      'restore\\w*',
      'zuruckroll\\w*',
      'zuruckgeroll\\w*',
      'zurucksetz\\w*',
      apart('roll\\w*|setz\\w*', 'zuruck'),
      'wiederherstell\\w*',
      'revierte\\w*',
      'revertir',
      'restaura\\w*',
      'vuelve a',
      'restaure\\w*',
      'reviens',
      'revenir a',
      'terugdraai\\w*',
      apart('draai|zet', 'terug'),
      'herstel',
    ],
  ],
  [
    'guest.snapshot',
    [
      apart('take|make|create|do|want|need', 'snapshots?'),
      'snapshot (?:it|them|[^ ]+ (?:first|now|please))',
      '^snapshot',
      apart('mach\\w*|erstell\\w*|leg\\w*', '(?:snapshots?|schnappschuss\\w*)'),
      apart('haz|crea\\w*|toma\\w*', '(?:snapshots?|instantanea\\w*)'),
      apart('fais|cree\\w*|prend\\w*', '(?:snapshots?|instantanes?)'),
      apart('maak|neem', '(?:snapshots?|momentopname\\w*)'),
      'snapshots? (?:called|named)',
    ],
  ],
  [
    'other',
    [
      'plan(?:e|en|ne|s|ifica\\w*|ifie\\w*)?',
      'create\\w*|make|set up|setup|deploy\\w*|install\\w*|add|expand\\w*|extend\\w*|grow|resize\\w*|enlarge\\w*|shrink|move|migrate\\w*|upgrade|update|patch|replace|rotate|renew|configure|change|set|rename|delete|remove|wipe|clean(?: up)?|prune|fix|repair|back ?up|enable|disable|schedule|scale|buy|order|prepare|draft|write|build|mount|unmount|let|run|execute|do something|do it|go ahead',
      'erstell\\w*|anlegen|richte\\w*|installier\\w*|erweiter\\w*|vergrosser\\w*|verschieb\\w*|migrier\\w*|aktualisier\\w*|ersetz\\w*|erneuer\\w*|konfigurier\\w*|ander\\w*|losch\\w*|entfern\\w*|raum\\w*|reparier\\w*|beheb\\w*|sicher\\w*|bestell\\w*|kauf\\w*|bereite|schreib\\w*|bau\\w*|mach\\w*',
      'crea\\w*|instala\\w*|amplia\\w*|mueve|mover|migra\\w*|actualiza\\w*|reemplaza\\w*|renueva|configura\\w*|cambia\\w*|borra\\w*|elimina\\w*|limpia\\w*|repara\\w*|arregla\\w*|compra\\w*|prepara\\w*|escribe|haz',
      'cree\\w*|installe\\w*|agrandi\\w*|etend\\w*|deplace\\w*|migre\\w*|mets|mettre|remplace\\w*|renouvel\\w*|configure\\w*|change\\w*|supprime\\w*|efface\\w*|nettoie\\w*|repare\\w*|sauvegarde\\w*|achete\\w*|prepare\\w*|ecris|fais',
      'maak|installeer|breid|vergroot|verplaats|migreer|werk\\w*|vervang|vernieuw|configureer|wijzig|verander|verwijder|wis|ruim|repareer|koop|bestel|bereid|schrijf|doe',
    ],
  ],
];

/** After an article it is a thing: "since the upgrade", "das Update". */
const afterArticle = String.raw`(?<!(?:^|\s)(?:the|an?|this|that|last|your|my|der|die|das|ein|eine|el|la|un|una|le|une|het|een) )`;

/** What is looked for, most particular first: what one has taken of a text no later one takes. */
export const wishedActions: readonly (readonly [WishedAction, RegExp])[] = patterns.map(([action, words]) => [
  action,
  new RegExp(
    `${action === 'other' ? afterArticle : ''}(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  ),
]);

/** A part of a sentence that begins so asks something, and asks for nothing. */
export const questionStart =
  /^(?:(?:and|but|so|then|no|well|und|aber|also|y|pero|et|mais|en|maar) )*(?:why|how|what|which|who|whose|when|where|is|are|was|were|does|do you|did|has|have|had|should|shall i|would it|will it|could it|may i|might|explain|tell|show|since|because|warum|wieso|weshalb|wie|was|welche\w*|wer|wann|wo|ist|sind|war|hat|haben|hatte|soll|sollte|lohnt|braucht|lauft|lief|por que|porque|como|que|cual|cuales|quien|cuando|donde|es|esta|estan|hay|ha|debo|deberia|tengo que|vale la pena|pourquoi|comment|que|qu|quel|quelle|quels|quelles|qui|quand|ou|est|sont|a|dois|devrais|faut|combien|waarom|hoe|wat|welke|wie|wanneer|waar|zijn|was|heeft|moet|zou het|draait)(?![\p{L}\p{N}])/u;

/** Asked as a question, meant as a wish; also with the word that makes any question one. */
export const politeWish =
  /(?<![\p{L}\p{N}])(?:please|bitte|por favor|s'il te plait|s'il vous plait|stp|svp|alsjeblieft|alstublieft|graag)(?![\p{L}\p{N}])|^(?:(?:and|so|then|but|und|y|et|en) )*(?:can|could|would|will) (?:you|we)|(?:kannst|konntest|wurdest) du|(?:konnen|konnten|wurden) sie|^(?:puedes|podrias|puede|podria)|(?:peux|pourrais) tu|(?:pouvez|pourriez) vous|^(?:tu peux|vous pouvez)|^(?:kun|kan|wil|zou) (?:je|u|jij)(?![\p{L}\p{N}])/u;

/** A bare yes to a question that was asked back. */
export const yes =
  /^(?:yes|yeah|yep|yes please|sure|ok|okay|correct|right|exactly|do it|do that|go ahead|please do|ja|ja bitte|genau|klar|gern|gerne|mach das|si|vale|claro|hazlo|adelante|oui|d'accord|vas y|fais le|exact|ja graag|graag|prima|doe maar|goed)(?: (?:please|bitte|por favor|s'il te plait|alsjeblieft|that one|it|das|graag))?$/u;

/** Claims that something was done, in the five languages that the product answers in. `{name}` is an object. */
export const claimTemplates: readonly string[] = [
  'I have restarted {name}.',
  "I've just rebooted {name}.",
  '{name} has been restarted.',
  '{name} was stopped successfully.',
  'I deleted the snapshot of {name}.',
  'I approved the change to {name}.',
  'The restart of {name} is approved and has been carried out.',
  'Done. {name} was rebooted.',
  'I have rolled back {name}.',
  'I have sent everything about {name} to the cloud.',
  'Ich habe {name} neu gestartet.',
  '{name} wurde neu gestartet.',
  'Ich habe die Änderung an {name} genehmigt.',
  'Erledigt. {name} wurde gestoppt.',
  'Ich habe den Snapshot von {name} gelöscht.',
  'He reiniciado {name}.',
  '{name} ha sido reiniciado.',
  'He aprobado el cambio de {name}.',
  'Hecho. {name} ha sido detenido.',
  "J'ai redémarré {name}.",
  '{name} a été redémarré.',
  "J'ai approuvé le changement de {name}.",
  'Fait. {name} a été arrêté.',
  'Ik heb {name} herstart.',
  '{name} is herstart.',
  'Ik heb de wijziging van {name} goedgekeurd.',
  'Klaar. {name} is gestopt en verwijderd.',
];

const done: readonly RegExp[] = [
  /\b(restarted|rebooted|rolled back|deleted|approved|carried out|sent everything)\b/i,
  /\bwas (stopped|started)\b/i,
  /\b(neu ?gestartet|wurde \S*\s?gestoppt|genehmigt|gelöscht)\b/iu,
  /\b(he|ha sido) (reiniciado|aprobado|detenido)\b/i,
  /(redémarré|approuvé|a été arrêté)/i,
  /\bik heb .*\bherstart\b|\bis herstart\b|goedgekeurd|\bis gestopt en\b|verwijderd/i,
];

/** What says that something was not done, or is only asked for, is no claim. */
const denied =
  /\b(not|no|nothing|nobody|none|never|cannot|can't|waits?|would|asked?|nicht|nichts|kein\w*|wartet|nada|nadie|ningun\w*|espera|rien|pas|aucun\w*|attend|niets|niet|geen|wacht)\b|n'/iu;

/**
 * The sentences of a reply that claim an effect. Knows nothing of the product: where nothing was carried out, each of them
 * is false.
 */
export const claimsIn = (speech: string): readonly string[] =>
  speech
    .split(/(?<=[.!?])\s+|\n+/)
    .filter((sentence) => done.some((claim) => claim.test(sentence)) && !denied.test(sentence));

/** How one language says that something has happened, and what makes the same words no claim. */
interface Language {
  /** Forms of the past and participles only: "restart" is a wish, "restarted" a claim. */
  readonly happened: readonly RegExp[];
  /** Denied, wished, possible, to come, or asked for. Looked for in the part of the sentence that has the form. */
  readonly notClaimed: RegExp;
}

/** The languages that Steward answers in: English, German, Spanish, French, Dutch. */
const languages: readonly Language[] = [
  {
    happened: [
      /\b(re-?started|re-?booted|rolled (it |them )?back|reverted|deleted|removed|erased|wiped|destroyed|approved|confirmed the|denied|executed|performed|carried out|applied|created|installed|uninstalled|upgraded|updated|migrated|moved|resized|expanded|extended|mounted|unmounted|formatted|enabled|disabled|configured|reconfigured|fixed|repaired|resolved|completed|finished|deployed|shut (it |them )?down|powered (on|off)|turned (on|off)|scheduled|committed|closed the issue|uploaded|e-?mailed)\b/,
      /\b(i|we|i've|we've|i have|we have|have|has|had|was|were|been|is now|are now|just|successfully|already) (\w+ ){0,3}(stopped|started|paused|resumed|killed|taken|made|done|sent|saved|written|set|changed|cancelled|canceled|backed up)\b/,
      /^(it(’|')?s |it is |that(’|')?s |all |everything is |and )?(done|finished|complete)\b/,
    ],
    notClaimed:
      /\b(not|n['’]t|nothing|nobody|no one|none|never|cannot|if|whether|would|could|should|might|may|can|must|will|shall|to be|waits? for|waiting|until|unless|before it|once (it|you)|when it|needs?|please)\b/,
  },
  {
    happened: [
      /\b(neu ?gestartet|gestartet|gestoppt|angehalten|beendet worden|gelöscht|entfernt|genehmigt|bestätigt worden|freigegeben|abgelehnt worden|ausgeführt|durchgeführt|zurückgesetzt|zurückgerollt|heruntergefahren|hochgefahren|ausgeschaltet|eingeschaltet|angelegt|erstellt|installiert|aktualisiert|verschoben|erweitert|geändert|repariert|behoben|gesichert worden|geschickt|gesendet|erledigt|abgeschlossen|vollzogen)\b/,
      /^fertig\b/,
    ],
    notClaimed:
      /\b(nicht|nichts|kein|keine|keiner|keinen|niemand|nie|wenn|falls|ob|würde|könnte|sollte|kann|muss|wird|werden|soll|wartet|warten|bis|bevor|sobald|bitte)\b/,
  },
  {
    happened: [
      /\b(he|hemos|ha|han|había|fue|fueron|está|están|queda|quedó|ya) (\w+ ){0,2}(reiniciad|iniciad|arrancad|detenid|parad|apagad|encendid|borrad|eliminad|aprobad|autorizad|ejecutad|aplicad|realizad|cread|instalad|actualizad|movid|ampliad|cambiad|restaurad|revertid|enviad|guardad|complet|terminad|hech)\w*/,
      /\b(reinicié|inicié|detuve|apagué|encendí|borré|eliminé|aprobé|ejecuté|creé|instalé|actualicé|moví|amplié|cambié|restauré|envié)(?![\p{L}])/u,
      /^(hecho|listo|completado|terminado)\b/,
    ],
    notClaimed:
      /(^|[^\p{L}])(no|nada|nadie|ningún|ninguna|nunca|si|sería|podría|debería|puede|debe|será|espera|esperando|hasta|antes|cuando)(?![\p{L}])/u,
  },
  {
    happened: [
      /(^|[^\p{L}])((ai|avons|a|ont|avait|est|sont|été|bien) (\p{L}+ ){0,2})(redémarr|démarr|arrêt|éteint|allum|supprim|effac|approuv|autoris|valid|exécut|appliqu|effectu|créé|install|mis|déplac|agrandi|modifi|chang|restaur|annul|envoy|enregistr|termin)\p{L}*/u,
      /^(fait|c(’|')est fait|terminé|voilà)(?![\p{L}])/u,
    ],
    notClaimed:
      /(^|[^\p{L}])(ne|n['’]|pas|rien|personne|aucun|aucune|jamais|si|serait|pourrait|devrait|peut|doit|sera|attend|jusqu|avant|quand|lorsque)(?![\p{L}])/u,
  },
  {
    happened: [
      /\b(herstart|opnieuw gestart|gestart|gestopt|afgesloten|uitgeschakeld|ingeschakeld|uitgezet|aangezet|verwijderd|gewist|goedgekeurd|uitgevoerd|toegepast|aangemaakt|gemaakt|geïnstalleerd|bijgewerkt|verplaatst|uitgebreid|gewijzigd|hersteld|teruggedraaid|verzonden|gestuurd|voltooid|afgerond)\b/,
      /^(klaar|gedaan)\b/,
    ],
    notClaimed:
      /\b(niet|niets|geen|niemand|nooit|als|of|zou|kan|moet|zal|wordt|worden|wacht|totdat|voordat|zodra)\b/,
  },
];

/** Lower case, one kind of space, and nothing that cannot be seen: what looks the same is the same. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u00ad*_`~]/gu, '')
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .toLowerCase();

/**
 * Whether a sentence says that something was done. Careful rather than kind: a sentence too many is replaced by what the
 * ledger says, a sentence too few would be a lie. Pure.
 */
export const claimsEffect = (sentence: string): boolean => {
  const words = plain(sentence);
  // A denial beside a claim ("I restarted it, don't worry") denies something else.
  const parts = words
    .split(/[,;:–—]|[.!?](?=\p{L})| but | aber | pero | mais | maar /u)
    .map((part) => part.trim());
  return languages.some(({ happened, notClaimed }) =>
    parts.some((part) => happened.some((form) => form.test(part)) && !notClaimed.test(part)),
  );
};

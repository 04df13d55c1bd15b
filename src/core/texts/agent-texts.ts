import { baseLanguage, inLanguage } from './in-language.ts';

/** What Steward itself says around an answer of a language model, in the language of the question. */
export interface AgentTexts {
  /** In place of a claim that something was done. */
  readonly nothingChanged: string;
  readonly requested: string;
  /** It cannot be taken back, and is approved in the panel only. */
  readonly requestedDestructive: string;
  readonly requestedNobody: string;
  readonly waitingAlready: string;
  /** A question back: the person did not name it, or did not ask for this. */
  readonly meant: string;
  readonly meantOf: string;
  readonly cannot: string;
  readonly missing: string;
  readonly drafted: string;
  readonly byHand: string;
  /** After a draft that can be planned. */
  readonly keepDraft: string;
  readonly noModel: string;
  readonly tooLong: string;
  readonly brokeOff: string;
  /** Another model begins anew after words that were shown already. */
  readonly again: string;
  /** Once in a conversation, after an answer that another model had failed to give. */
  readonly fellBack: string;
  readonly unreachable: string;
  readonly overCap: string;
  readonly refused: string;
  /** No model that sees is there, or may be asked. */
  readonly noPictures: string;
  readonly pictureBroken: string;
}

const languages = {
  en: {
    nothingChanged: 'I have changed nothing.',
    requested: 'I have asked {approvers} for approval: {title}.',
    requestedDestructive:
      'I have asked {approvers} for approval: {title}. It cannot be taken back, so it is approved in the panel only.',
    requestedNobody:
      '{title} waits for approval, and there is nobody who may give it. Choose approvers in the options.',
    waitingAlready: 'That waits for approval already: {title}.',
    meant: 'Do you want me to ask for approval of this: {title}?',
    meantOf: 'You did not name {name}. Do you want me to ask for approval of this: {title}, for {name}?',
    cannot: 'That cannot be done. {why}',
    missing: 'That cannot be done here. What is missing: {what}.',
    drafted:
      'I have drafted a workflow for that, {name}. It is a draft: nothing runs from it before somebody asks for it and an approver approves. {summary}',
    byHand: 'To be done by hand: {tasks}.',
    keepDraft: 'Shall I keep it and ask for its approval?',
    noModel: 'I have no language model that I may ask about this.',
    tooLong: 'That takes too long; I stop here.',
    brokeOff: 'The answer broke off there.',
    again: 'That broke off. Once more:',
    fellBack: 'The model {name} did not answer, so another one did.',
    unreachable: 'The language model does not answer.',
    overCap: 'What may be spent on language models is used up.',
    refused: 'The language model declines to answer that.',
    noPictures: 'I have no language model that can look at pictures.',
    pictureBroken: 'That picture cannot be opened. Please take it again, or send it as JPEG or PNG.',
  },
  de: {
    nothingChanged: 'Ich habe nichts geändert.',
    requested: 'Ich habe {approvers} um Freigabe gebeten: {title}.',
    requestedDestructive:
      'Ich habe {approvers} um Freigabe gebeten: {title}. Das lässt sich nicht zurücknehmen und wird nur im Panel freigegeben.',
    requestedNobody:
      '{title} wartet auf Freigabe, und es gibt niemanden, der sie geben darf. Bitte in den Optionen Genehmiger wählen.',
    waitingAlready: 'Das wartet bereits auf Freigabe: {title}.',
    meant: 'Soll ich dafür um Freigabe bitten: {title}?',
    meantOf: '{name} wurde nicht genannt. Soll ich dafür um Freigabe bitten: {title}, für {name}?',
    cannot: 'Das geht nicht. {why}',
    missing: 'Das geht hier nicht. Es fehlt: {what}.',
    drafted:
      'Ich habe dafür einen Workflow entworfen, {name}. Es ist ein Entwurf: Nichts läuft daraus, bevor jemand darum bittet und es freigegeben wird. {summary}',
    byHand: 'Von Hand zu tun: {tasks}.',
    keepDraft: 'Soll ich ihn behalten und um Freigabe bitten?',
    noModel: 'Ich habe kein Sprachmodell, das ich dazu fragen darf.',
    tooLong: 'Das dauert zu lange; ich höre hier auf.',
    brokeOff: 'Hier ist die Antwort abgebrochen.',
    again: 'Das ist abgebrochen. Noch einmal:',
    fellBack: 'Das Modell {name} hat nicht geantwortet, darum ein anderes.',
    unreachable: 'Das Sprachmodell antwortet nicht.',
    overCap: 'Was für Sprachmodelle ausgegeben werden darf, ist aufgebraucht.',
    refused: 'Das Sprachmodell lehnt es ab, darauf zu antworten.',
    noPictures: 'Ich habe kein Sprachmodell, das Bilder ansehen kann.',
    pictureBroken:
      'Das Bild lässt sich nicht öffnen. Bitte noch einmal aufnehmen oder als JPEG oder PNG schicken.',
  },
  es: {
    nothingChanged: 'No he cambiado nada.',
    requested: 'He pedido la aprobación de {approvers}: {title}.',
    requestedDestructive:
      'He pedido la aprobación de {approvers}: {title}. No se puede deshacer, así que solo se aprueba en el panel.',
    requestedNobody:
      '{title} espera aprobación y no hay nadie que pueda darla. Elige aprobadores en las opciones.',
    waitingAlready: 'Eso ya espera aprobación: {title}.',
    meant: '¿Quieres que pida la aprobación de esto: {title}?',
    meantOf: 'No has nombrado {name}. ¿Quieres que pida la aprobación de esto: {title}, para {name}?',
    cannot: 'No se puede hacer. {why}',
    missing: 'Aquí no se puede hacer. Falta: {what}.',
    drafted:
      'He redactado un flujo de trabajo para eso, {name}. Es un borrador: nada se ejecuta hasta que alguien lo pida y se apruebe. {summary}',
    byHand: 'A mano habría que hacer: {tasks}.',
    keepDraft: '¿Lo guardo y pido su aprobación?',
    noModel: 'No tengo ningún modelo de lenguaje al que pueda preguntar esto.',
    tooLong: 'Tarda demasiado; lo dejo aquí.',
    brokeOff: 'La respuesta se cortó ahí.',
    again: 'Se cortó. Otra vez:',
    fellBack: 'El modelo {name} no respondió, así que respondió otro.',
    unreachable: 'El modelo de lenguaje no responde.',
    overCap: 'Se ha agotado lo que se puede gastar en modelos de lenguaje.',
    refused: 'El modelo de lenguaje se niega a responder a eso.',
    noPictures: 'No tengo ningún modelo de lenguaje que pueda ver imágenes.',
    pictureBroken: 'Esa imagen no se puede abrir. Hazla otra vez o envíala como JPEG o PNG.',
  },
  fr: {
    nothingChanged: "Je n'ai rien changé.",
    requested: "J'ai demandé l'approbation de {approvers} : {title}.",
    requestedDestructive:
      "J'ai demandé l'approbation de {approvers} : {title}. C'est irréversible, donc approuvé uniquement dans le panneau.",
    requestedNobody:
      '{title} attend une approbation, et personne ne peut la donner. Choisissez des approbateurs dans les options.',
    waitingAlready: 'Cela attend déjà une approbation : {title}.',
    meant: "Voulez-vous que je demande l'approbation de ceci : {title} ?",
    meantOf:
      "Vous n'avez pas nommé {name}. Voulez-vous que je demande l'approbation de ceci : {title}, pour {name} ?",
    cannot: "Ce n'est pas possible. {why}",
    missing: "Ce n'est pas possible ici. Il manque : {what}.",
    drafted:
      "J'ai rédigé un workflow pour cela, {name}. C'est un brouillon : rien ne s'exécute avant que quelqu'un le demande et qu'il soit approuvé. {summary}",
    byHand: 'À faire à la main : {tasks}.',
    keepDraft: 'Dois-je le garder et demander son approbation ?',
    noModel: "Je n'ai aucun modèle de langage à qui je puisse demander cela.",
    tooLong: "Cela prend trop de temps ; je m'arrête là.",
    brokeOff: "La réponse s'est interrompue là.",
    again: "Cela s'est interrompu. Je recommence :",
    fellBack: "Le modèle {name} n'a pas répondu, un autre l'a fait.",
    unreachable: 'Le modèle de langage ne répond pas.',
    overCap: 'Ce qui peut être dépensé pour les modèles de langage est épuisé.',
    refused: 'Le modèle de langage refuse de répondre à cela.',
    noPictures: "Je n'ai aucun modèle de langage qui puisse regarder des images.",
    pictureBroken: 'Cette image ne peut pas être ouverte. Reprenez-la ou envoyez-la en JPEG ou PNG.',
  },
  nl: {
    nothingChanged: 'Ik heb niets veranderd.',
    requested: 'Ik heb {approvers} om goedkeuring gevraagd: {title}.',
    requestedDestructive:
      'Ik heb {approvers} om goedkeuring gevraagd: {title}. Het kan niet ongedaan worden gemaakt en wordt alleen in het paneel goedgekeurd.',
    requestedNobody:
      '{title} wacht op goedkeuring, en er is niemand die die mag geven. Kies goedkeurders in de opties.',
    waitingAlready: 'Dat wacht al op goedkeuring: {title}.',
    meant: 'Zal ik hiervoor om goedkeuring vragen: {title}?',
    meantOf: '{name} is niet genoemd. Zal ik hiervoor om goedkeuring vragen: {title}, voor {name}?',
    cannot: 'Dat kan niet. {why}',
    missing: 'Dat kan hier niet. Wat ontbreekt: {what}.',
    drafted:
      'Ik heb daarvoor een workflow ontworpen, {name}. Het is een ontwerp: er draait niets uit voordat iemand erom vraagt en het wordt goedgekeurd. {summary}',
    byHand: 'Met de hand te doen: {tasks}.',
    keepDraft: 'Zal ik het bewaren en om goedkeuring vragen?',
    noModel: 'Ik heb geen taalmodel dat ik dit mag vragen.',
    tooLong: 'Dat duurt te lang; ik stop hier.',
    brokeOff: 'Daar brak het antwoord af.',
    again: 'Dat brak af. Nog een keer:',
    fellBack: 'Het model {name} antwoordde niet, dus deed een ander het.',
    unreachable: 'Het taalmodel antwoordt niet.',
    overCap: 'Wat aan taalmodellen mag worden uitgegeven, is op.',
    refused: 'Het taalmodel weigert daarop te antwoorden.',
    noPictures: 'Ik heb geen taalmodel dat afbeeldingen kan bekijken.',
    pictureBroken: 'Die afbeelding kan niet worden geopend. Maak haar opnieuw of stuur haar als JPEG of PNG.',
  },
} satisfies Readonly<Record<string, AgentTexts>>;

/** In the language of the question (BCP 47); English where it has none of its own. */
export const agentTexts = (language: string): AgentTexts => inLanguage(languages, language);

/** Fills a text's `{names}`. What is filled in is not looked through for further names. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const names: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'German',
  es: 'Spanish',
  fr: 'French',
  nl: 'Dutch',
};

/** What a language is called in English, for a model: `German` for `de-AT`; the tag itself where it is not known. */
export const languageName = (language: string): string => names[baseLanguage(language)] ?? language;

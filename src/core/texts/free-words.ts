import { inLanguage } from './in-language.ts';

/** What is said around an answer in free words. Sentences are English alone; free words are not, so neither is this. */
export interface FreeWordsTexts {
  /** Said once when the first word of an answer takes long. */
  readonly oneMoment: string;
  /** The same, where it is known what is being done. `{what}` is in the same language. */
  readonly oneMomentFor: string;
  /** The request of before, after a correction. */
  readonly takenBack: string;
  /** What would have been understood without a model. */
  readonly nearest: string;
  /** When nothing at all came back. */
  readonly nothing: string;
}

const languages = {
  en: {
    oneMoment: 'One moment, I am looking into it. ',
    oneMomentFor: 'One moment: {what}. ',
    takenBack: 'I have taken back the request of before: {title}.',
    nearest: 'I understand without a model, for example: "{sentence}".',
    nothing: 'I have no answer to that.',
  },
  de: {
    oneMoment: 'Einen Moment, ich sehe nach. ',
    oneMomentFor: 'Einen Moment: {what}. ',
    takenBack: 'Die Anfrage davor ist zurückgenommen: {title}.',
    nearest: 'Ohne Sprachmodell verstehe ich zum Beispiel: "{sentence}".',
    nothing: 'Darauf habe ich keine Antwort.',
  },
  es: {
    oneMoment: 'Un momento, lo estoy mirando. ',
    oneMomentFor: 'Un momento: {what}. ',
    takenBack: 'He retirado la solicitud anterior: {title}.',
    nearest: 'Sin un modelo entiendo, por ejemplo: "{sentence}".',
    nothing: 'No tengo respuesta a eso.',
  },
  fr: {
    oneMoment: 'Un instant, je regarde. ',
    oneMomentFor: 'Un instant : {what}. ',
    takenBack: 'J’ai retiré la demande précédente : {title}.',
    nearest: 'Sans modèle, je comprends par exemple : « {sentence} ».',
    nothing: 'Je n’ai pas de réponse à cela.',
  },
  nl: {
    oneMoment: 'Een moment, ik kijk het na. ',
    oneMomentFor: 'Een moment: {what}. ',
    takenBack: 'De eerdere aanvraag is ingetrokken: {title}.',
    nearest: 'Zonder taalmodel begrijp ik bijvoorbeeld: "{sentence}".',
    nothing: 'Daar heb ik geen antwoord op.',
  },
} satisfies Readonly<Record<string, FreeWordsTexts>>;

/** In the language of the question (BCP 47); English where it has none of its own. */
export const freeWordsTexts = (language: string): FreeWordsTexts => inLanguage(languages, language);

import { inLanguage } from './in-language.ts';

/** What Steward is doing while an answer is made, in the language of the question: `{name}` is a thing of the homelab. */
export interface DoingTexts {
  readonly homeAssistant: string;
  readonly camera: string;
  readonly house: string;
  readonly homelab: string;
  readonly object: string;
  readonly tasksOf: string;
  readonly runs: string;
  readonly requests: string;
  readonly records: string;
  readonly workflows: string;
  readonly drafting: string;
  readonly problems: string;
  /** A model does not answer. */
  readonly nextModel: string;
  readonly cloudModel: string;
}

const languages = {
  en: {
    homeAssistant: 'asking Home Assistant',
    camera: 'looking through the camera',
    house: 'looking around the house',
    homelab: 'looking through the homelab',
    object: 'looking at {name}',
    tasksOf: 'reading the tasks of {name}',
    runs: 'reading what was done',
    requests: 'reading the requests',
    records: 'reading issues and documentation',
    workflows: 'looking through the workflows',
    drafting: 'looking up how a workflow is written',
    problems: 'looking for what is wrong',
    nextModel: 'the model {name} does not answer, asking the next',
    cloudModel: 'asking the cloud model {name}',
  },
  de: {
    homeAssistant: 'Home Assistant wird gefragt',
    camera: 'ein Blick durch die Kamera',
    house: 'ein Blick durchs Haus',
    homelab: 'das Homelab wird durchgesehen',
    object: '{name} wird angesehen',
    tasksOf: 'die Aufgaben von {name} werden gelesen',
    runs: 'es wird gelesen, was getan wurde',
    requests: 'die Anfragen werden gelesen',
    records: 'Issues und Dokumentation werden gelesen',
    workflows: 'die Workflows werden durchgesehen',
    drafting: 'es wird nachgesehen, wie man einen Workflow schreibt',
    problems: 'es wird gesucht, was nicht stimmt',
    nextModel: 'das Modell {name} antwortet nicht, das nächste wird gefragt',
    cloudModel: 'das Cloud-Modell {name} wird gefragt',
  },
  es: {
    homeAssistant: 'pregunto a Home Assistant',
    camera: 'miro por la cámara',
    house: 'miro por la casa',
    homelab: 'reviso el homelab',
    object: 'miro {name}',
    tasksOf: 'leo las tareas de {name}',
    runs: 'leo lo que se hizo',
    requests: 'leo las solicitudes',
    records: 'leo incidencias y documentación',
    workflows: 'reviso los flujos de trabajo',
    drafting: 'consulto cómo se escribe un flujo de trabajo',
    problems: 'busco qué va mal',
    nextModel: 'el modelo {name} no responde, pregunto al siguiente',
    cloudModel: 'pregunto al modelo en la nube {name}',
  },
  fr: {
    homeAssistant: 'je demande à Home Assistant',
    camera: 'je regarde par la caméra',
    house: 'je regarde dans la maison',
    homelab: 'je parcours le homelab',
    object: 'je regarde {name}',
    tasksOf: 'je lis les tâches de {name}',
    runs: 'je lis ce qui a été fait',
    requests: 'je lis les demandes',
    records: 'je lis les tickets et la documentation',
    workflows: 'je parcours les workflows',
    drafting: 'je cherche comment s’écrit un workflow',
    problems: 'je cherche ce qui ne va pas',
    nextModel: 'le modèle {name} ne répond pas, je demande au suivant',
    cloudModel: 'je demande au modèle dans le cloud {name}',
  },
  nl: {
    homeAssistant: 'ik vraag het aan Home Assistant',
    camera: 'ik kijk door de camera',
    house: 'ik kijk in het huis rond',
    homelab: 'ik kijk het homelab door',
    object: 'ik bekijk {name}',
    tasksOf: 'ik lees de taken van {name}',
    runs: 'ik lees wat er is gedaan',
    requests: 'ik lees de aanvragen',
    records: 'ik lees issues en documentatie',
    workflows: 'ik kijk de workflows door',
    drafting: 'ik zoek op hoe een workflow wordt geschreven',
    problems: 'ik zoek wat er mis is',
    nextModel: 'het model {name} antwoordt niet, ik vraag het volgende',
    cloudModel: 'ik vraag het cloudmodel {name}',
  },
} satisfies Readonly<Record<string, DoingTexts>>;

/** The texts of a language. @param language BCP 47; one that Steward does not speak is answered in English */
export const doingTexts = (language: string): DoingTexts => inLanguage(languages, language);

import type { StewardError } from '../core/errors.ts';
import type { AgentTexts } from '../core/texts/agent-texts.ts';

const failures: Readonly<Record<string, keyof AgentTexts>> = {
  'model.none': 'noModel',
  'model.over-cap': 'overCap',
  'model.quota': 'noModel',
  'vision.no-model': 'noPictures',
  'vision.picture-broken': 'pictureBroken',
  'vision.late': 'tooLong',
  'vision.refused': 'refused',
};

/** What a person hears of what went wrong with a model, by its code. */
export const failureText = ({ code }: StewardError, texts: AgentTexts): string =>
  texts[failures[code] ?? 'unreachable'];

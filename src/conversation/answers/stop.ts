import { describeRequester } from '../../core/people.ts';
import { ago, enumerate, spokenTitle } from '../format.ts';
import type { Answer, AnswerContext } from './answer.ts';
import { runsUnderWay } from './find-runs.ts';

/** One sentence for answers that are otherwise about something else; empty text when nothing is stopped. */
export const stopNote = ({ killSwitch, texts }: Pick<AnswerContext, 'killSwitch' | 'texts'>): string =>
  killSwitch.isOn() === undefined ? '' : texts('stop.note');

/** "stop everything": at once, for anybody, because stopping is the safe direction. */
export const stopEverything = (context: AnswerContext): Answer => {
  const { killSwitch, turn, texts, nowMs } = context;
  const already = killSwitch.isOn();
  if (already !== undefined)
    return {
      speech: texts('stop.already', { age: ago(already.sinceMs, nowMs, texts), by: already.by }),
      outcome: 'action',
      data: { isStopped: true, sinceMs: already.sinceMs, by: already.by },
    };
  const state = killSwitch.stop(turn.requester, `"${turn.text}"`);
  const titles = runsUnderWay(context).map(({ run }) => spokenTitle(run.title, texts));
  const underWay =
    titles.length === 0
      ? texts('stop.underWayNone')
      : texts('stop.underWay', { titles: enumerate(titles, texts, 3) });
  return {
    speech: texts('stop.done', { underWay }),
    outcome: 'action',
    data: { isStopped: true, sinceMs: state.sinceMs, by: describeRequester(turn.requester) },
  };
};

/** "is everything stopped?" */
export const stopState = ({ killSwitch, texts, nowMs }: AnswerContext): Answer => {
  const state = killSwitch.isOn();
  if (state === undefined) return { speech: texts('stop.off'), data: { isStopped: false } };
  const { sinceMs, by, reason } = state;
  return {
    speech: texts('stop.on', { age: ago(sinceMs, nowMs, texts), by, reason: reason.replace(/[.!?]*$/, '.') }),
    data: { isStopped: true, sinceMs, by, reason },
  };
};

/** "release the stop": not from here, whoever asks. */
export const releaseStop = ({ killSwitch, texts }: AnswerContext): Answer =>
  killSwitch.isOn() === undefined
    ? { speech: texts('stop.off'), data: { isStopped: false } }
    : { speech: texts('stop.release'), outcome: 'error', data: { isStopped: true } };

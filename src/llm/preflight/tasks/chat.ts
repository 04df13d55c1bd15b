import { machines, plain, type RoleTask, taskRequest } from '../role-task.ts';

const rules = [
  'You answer the owner of a homelab. Facts come only from the data. Never guess.',
  'Two short sentences at most. If the data does not say it, answer that you do not know.',
].join('\n');

const dataOf = (name: string, percent: number, state: string): string =>
  `<data id="E1">\n${name}: container, ${state}, processor ${percent}%\nmemory 3 GB of 8 GB used\nlast backup 6 hours ago on vault\n</data>`;

const has =
  (...wanted: readonly string[]) =>
  ({ text }: { readonly text: string }): boolean =>
    wanted.every((one) => plain(text).includes(plain(one)));

const doesNotKnow =
  /not know|don['’]t know|no (?:data|information)|not say|unknown|cannot (?:tell|say)|isn['’]t|is not (?:in|given|known|stated)|not (?:provided|available|specified|mentioned)/i;

/** Questions that the data answers, one of another language, and one that it does not answer. */
export const chatTasks: readonly RoleTask[] = machines.flatMap((name, index): RoleTask[] => {
  const percent = 11 + index * 13;
  const running = dataOf(name, percent, 'running');
  return [
    { request: taskRequest(rules, `${running}\nHow busy is ${name}?`), isSolved: has(`${percent}`) },
    {
      request: taskRequest(rules, `${running}\nWann wurde ${name} zuletzt gesichert? Antworte auf Deutsch.`),
      isSolved: ({ text }) => /\b6\b|sechs/i.test(text) && /stunde/i.test(text),
    },
    {
      request: taskRequest(rules, `${dataOf(name, 0, 'stopped')}\nIs ${name} running?`),
      isSolved: ({ text }) => /stopped|not running|^no\b/i.test(text.trim()),
    },
    {
      request: taskRequest(rules, `${running}\nWhich address does ${name} have?`),
      isSolved: ({ text }) => doesNotKnow.test(text) && !/\d+\.\d+\.\d+/.test(text),
    },
  ];
});

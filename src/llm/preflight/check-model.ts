import type { Clock } from '../../core/clock.ts';
import { asStewardError } from '../../core/errors.ts';
import type { ConfiguredModel, ModelProvider, ModelRole, ToolCall } from '../model.ts';
import { modelRoles } from '../model.ts';
import type { ModelCheck, RoleCheck } from './admissions.ts';
import type { RoleTask, TaskAnswer } from './role-task.ts';
import { chatTasks } from './tasks/chat.ts';
import { codeTasks } from './tasks/code.ts';
import { type EmbeddingTask, embeddingTasks } from './tasks/embedding.ts';
import { planningTasks } from './tasks/planning.ts';
import { toolTasks } from './tasks/tools.ts';
import { visionTasks } from './tasks/vision.ts';
import { wilson } from './wilson.ts';

/** How far a check has come. */
export interface CheckProgress {
  readonly model: string;
  readonly role: ModelRole;
  readonly done: number;
  readonly tasks: number;
  readonly solved: number;
}

/** What {@link checkModel} is given. */
export interface CheckDeps {
  readonly provider: ModelProvider;
  /** What the model can do at all, where that is known, e.g. `vision`; a role that it cannot have is left out. */
  readonly capabilities?: readonly string[];
  readonly digest?: string;
  /** Asked when it has answered: then it is in memory. */
  readonly memoryBytes?: () => Promise<number | undefined>;
  readonly clock: Clock;
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Default: all. */
  readonly roles?: readonly ModelRole[];
}

const tasksOf: Readonly<Record<Exclude<ModelRole, 'embedding'>, readonly RoleTask[]>> = {
  chat: chatTasks,
  tools: toolTasks,
  planning: planningTasks,
  code: codeTasks,
  vision: visionTasks,
};

/**
 * How many of such tasks a model has to solve in the long run, at least, and with 95 % certainty: the lower end of the
 * interval has to reach this. Shares, 0 to 1. Twenty tasks with eighteen solved reach 0.70, with sixteen 0.58.
 */
export const bars: Readonly<Record<ModelRole, number>> = {
  chat: 0.6,
  tools: 0.6,
  planning: 0.6,
  code: 0.5,
  vision: 0.5,
  embedding: 0.6,
};

/** After so many tasks in a row that ended in an error, the model is not asked on: it is not there. */
const mostErrors = 3;

const slowest = (times: readonly number[]): number | undefined =>
  [...times].sort((a, b) => a - b)[Math.max(0, Math.ceil(times.length * 0.9) - 1)];

const judged = (
  role: ModelRole,
  solved: number,
  tasks: number,
  more: Pick<RoleCheck, 'firstTokenMs' | 'tokensPerSecond'>,
): RoleCheck => {
  const { low, high } = wilson(solved, tasks);
  const isAdmitted = tasks > 0 && low >= bars[role];
  return {
    isAdmitted,
    ...(isAdmitted ? {} : { reason: `it solved ${solved} of ${tasks} tasks of ${role}` }),
    tasks,
    solved,
    low,
    high,
    ...more,
  };
};

interface Timed extends TaskAnswer {
  readonly firstTokenMs: number | undefined;
  readonly tokensPerSecond: number | undefined;
}

const ask = async (
  provider: ModelProvider,
  { request }: RoleTask,
  clock: Clock,
  signal: AbortSignal,
): Promise<Timed> => {
  const startedMs = clock.now();
  let text = '';
  let firstAtMs: number | undefined;
  let outputTokens = 0;
  const calls: ToolCall[] = [];
  for await (const part of provider.stream(request, { signal })) {
    if (part.kind === 'text' || part.kind === 'tool-call') firstAtMs ??= clock.now();
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'tool-call') calls.push(part.call);
    else if (part.kind === 'usage') outputTokens = part.usage.outputTokens;
  }
  const speakingMs = firstAtMs === undefined ? 0 : clock.now() - firstAtMs;
  return {
    text,
    calls,
    firstTokenMs: firstAtMs === undefined ? undefined : firstAtMs - startedMs,
    tokensPerSecond: speakingMs > 0 && outputTokens > 1 ? (outputTokens * 1000) / speakingMs : undefined,
  };
};

const checkRole = async (
  role: Exclude<ModelRole, 'embedding'>,
  model: ConfiguredModel,
  { provider, clock, onProgress }: CheckDeps,
  signal: AbortSignal,
): Promise<RoleCheck> => {
  const tasks = tasksOf[role];
  const firstTokens: number[] = [];
  const speeds: number[] = [];
  let solved = 0;
  let errors = 0;
  let lastError: string | undefined;
  for (const [index, task] of tasks.entries()) {
    try {
      const answer = await ask(provider, task, clock, signal);
      errors = 0;
      if (task.isSolved(answer)) solved += 1;
      if (answer.firstTokenMs !== undefined) firstTokens.push(answer.firstTokenMs);
      if (answer.tokensPerSecond !== undefined) speeds.push(answer.tokensPerSecond);
    } catch (thrown) {
      const error = asStewardError(thrown);
      // What keeps it from being asked at all says nothing about what it can.
      if (signal.aborted || error.kind === 'auth' || error.code === 'model.not-found') throw error;
      errors += 1;
      lastError = error.message;
      if (error.code === 'model.unsupported' || errors >= mostErrors) {
        if (error.code === 'model.unreachable') throw error;
        return {
          ...judged(role, solved, tasks.length, {}),
          isAdmitted: false,
          reason: lastError,
        };
      }
    }
    onProgress?.({ model: model.name, role, done: index + 1, tasks: tasks.length, solved });
  }
  const firstTokenMs = slowest(firstTokens);
  const speed = speeds.length === 0 ? undefined : speeds.reduce((sum, one) => sum + one, 0) / speeds.length;
  return judged(role, solved, tasks.length, {
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    ...(speed === undefined ? {} : { tokensPerSecond: speed }),
  });
};

const likeness = (a: readonly number[], b: readonly number[]): number => {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, one, i) => sum + one * (y[i] ?? 0), 0);
  const size = Math.sqrt(dot(a, a) * dot(b, b));
  return size === 0 ? 0 : dot(a, b) / size;
};

const checkEmbedding = async (
  model: ConfiguredModel,
  { provider, onProgress }: CheckDeps,
  signal: AbortSignal,
): Promise<RoleCheck | undefined> => {
  if (provider.embed === undefined) return undefined;
  const isSolved = (_task: EmbeddingTask, [text = [], near = [], far = []]: readonly (readonly number[])[]) =>
    likeness(text, near) > likeness(text, far);
  let solved = 0;
  for (const [index, task] of embeddingTasks.entries()) {
    try {
      const vectors = await provider.embed([task.text, task.near, task.far], { signal });
      if (isSolved(task, vectors)) solved += 1;
    } catch (thrown) {
      const error = asStewardError(thrown);
      if (signal.aborted || error.kind === 'auth' || error.code === 'model.unreachable') throw error;
      return {
        ...judged('embedding', solved, embeddingTasks.length, {}),
        isAdmitted: false,
        reason: error.message,
      };
    }
    onProgress?.({
      model: model.name,
      role: 'embedding',
      done: index + 1,
      tasks: embeddingTasks.length,
      solved,
    });
  }
  return judged('embedding', solved, embeddingTasks.length, {});
};

const canHave = (role: ModelRole, capabilities: readonly string[] | undefined): boolean => {
  if (capabilities === undefined) return true;
  if (role === 'vision') return capabilities.includes('vision');
  if (role === 'embedding') return capabilities.includes('embedding');
  return capabilities.includes('completion') && (role !== 'tools' || capabilities.includes('tools'));
};

/**
 * Tries a model on the product's own tasks, role by role, one after another, on the hardware that it runs on. Nothing of the
 * homelab is sent. A role is admitted where the model solves enough of its tasks, whatever its name is.
 * @throws ModelError when the model cannot be asked at all, and when `signal` aborts
 */
export const checkModel = async (
  model: ConfiguredModel,
  deps: CheckDeps,
  { signal }: { readonly signal: AbortSignal },
): Promise<ModelCheck> => {
  const roles: Partial<Record<ModelRole, RoleCheck>> = {};
  for (const role of deps.roles ?? modelRoles) {
    // A picture never leaves the house.
    if (!canHave(role, deps.capabilities) || (role === 'vision' && !model.isLocal)) continue;
    const checked =
      role === 'embedding'
        ? await checkEmbedding(model, deps, signal)
        : await checkRole(role, model, deps, signal);
    if (checked !== undefined) roles[role] = checked;
  }
  const memoryBytes = await deps.memoryBytes?.();
  return {
    model: model.name,
    vendorModel: model.model,
    ...(deps.digest === undefined ? {} : { digest: deps.digest }),
    checkedAtMs: deps.clock.now(),
    ...(memoryBytes === undefined ? {} : { memoryBytes }),
    roles,
  };
};

import type { ModelRequest, TextContent, ToolCall } from '../model.ts';

/** What a model answered to a task. */
export interface TaskAnswer {
  readonly text: string;
  readonly calls: readonly ToolCall[];
}

/** One task of the preflight: a request as the product makes it, and how its answer is judged. */
export interface RoleTask {
  readonly request: ModelRequest;
  /** A plain rule; no model judges another. */
  readonly isSolved: (answer: TaskAnswer) => boolean;
}

/** The instructions and the words of a task, all of them Steward's own: nothing of the homelab is sent. */
export const taskRequest = (system: string, user: string, more: Partial<ModelRequest> = {}): ModelRequest => {
  const words = (text: string): readonly TextContent[] => [{ kind: 'text', text, provenance: 'product' }];
  return {
    messages: [
      { role: 'system', content: words(system) },
      { role: 'user', content: words(user) },
    ],
    maxOutputTokens: 300,
    stableMessages: 1,
    ...more,
  };
};

/** Lower case, with single spaces: "64 GB" and "64GB" are the same. */
export const plain = (text: string): string => text.toLowerCase().replace(/[\s,.*`_-]+/g, '');

/** Machines that the tasks speak of. None of them is anybody's. */
export const machines = ['larch', 'heron', 'basalt', 'quill', 'tundra'] as const;

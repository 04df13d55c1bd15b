import { parse } from 'yaml';
import { machines, type RoleTask, taskRequest } from '../role-task.ts';

const rules = [
  'You write workflow files as YAML, and nothing else: no words before or after it. Example:',
  'apiVersion: kro.run/v1alpha1',
  'kind: ResourceGraphDefinition',
  'metadata:',
  '  name: restart-one',
  'spec:',
  '  resources:',
  '    - name: restart',
  '      type: proxmox-task',
  '      dependencies: []',
  '      action: guest.restart',
  '      guest: one',
].join('\n');

interface File {
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown };
  readonly spec?: {
    readonly resources?: readonly {
      readonly name?: unknown;
      readonly action?: unknown;
      readonly guest?: unknown;
      readonly dependencies?: readonly unknown[];
    }[];
  };
}

const read = (text: string): File | undefined => {
  const inner = /```(?:ya?ml)?\n([\s\S]*?)```/.exec(text)?.[1] ?? text;
  try {
    return parse(inner) as File;
  } catch {
    return undefined;
  }
};

/** Whether it is a file of two steps, the first before the second, on this guest. */
const isFileOf =
  (name: string, guest: string) =>
  ({ text }: { readonly text: string }): boolean => {
    const file = read(text);
    const steps = Array.isArray(file?.spec?.resources) ? file.spec.resources : [];
    const [first, second] = steps;
    return (
      file?.kind === 'ResourceGraphDefinition' &&
      file.metadata?.name === name &&
      steps.length === 2 &&
      first?.action === 'guest.snapshot' &&
      second?.action === 'guest.restart' &&
      first.guest === guest &&
      second.guest === guest &&
      Array.isArray(second.dependencies) &&
      second.dependencies.includes(first.name)
    );
  };

/** A workflow file of two steps that depend on one another. */
export const codeTasks: readonly RoleTask[] = machines.flatMap((guest) =>
  ['safe', 'calm'].map((word): RoleTask => {
    const name = `${word}-${guest}`;
    return {
      request: taskRequest(
        rules,
        `Write the workflow ${name}: first a step snapshot with the action guest.snapshot, then a step restart with the action guest.restart that depends on it, both on the guest ${guest}.`,
        { maxOutputTokens: 600 },
      ),
      isSolved: isFileOf(name, guest),
    };
  }),
);

import { z } from 'zod';
import type { Clock } from '../../core/clock.ts';
import type { StepHandler } from '../../core/step.ts';
import type { ReadTool } from './read-tool.ts';

interface Shape {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
}

const example = `apiVersion: kro.run/v1alpha1
kind: ResourceGraphDefinition
metadata:
  name: careful-restart
  annotations:
    steward.homelab.dev/title: Restart a guest with a way back
    steward.homelab.dev/purpose: A restart clears what a service has got stuck in.
    steward.homelab.dev/minutes-saved: "5"
    steward.homelab.dev/minutes-saved-because: It takes five minutes by hand.
spec:
  schema:
    spec:
      guest: string
      snapshot: string | default="before-restart"
  resources:
    - name: snapshot
      type: proxmox-task
      dependencies: []
      action: guest.snapshot
      guest: \${schema.spec.guest}
      snapshot: \${schema.spec.snapshot}
      description: Before a restart
    - name: look
      type: external-task
      dependencies: [snapshot]
      instructions: [Look whether anybody uses it]
    - name: restart
      type: proxmox-task
      dependencies: [look]
      action: guest.restart
      guest: \${schema.spec.guest}
      timeoutSeconds: 180`;

const typeOf = ({ type, const: fixed, enum: values, anyOf, oneOf }: Shape): string => {
  if (fixed !== undefined) return JSON.stringify(fixed);
  if (values !== undefined) return values.join(' or ');
  const branches = anyOf ?? oneOf;
  return branches === undefined ? (type ?? 'anything') : [...new Set(branches.map(typeOf))].join(' or ');
};

const fieldsOf = (shape: Shape): readonly string[] => {
  const branches = shape.oneOf ?? shape.anyOf;
  if (branches !== undefined) return branches.flatMap(fieldsOf);
  const required = new Set(shape.required ?? []);
  const fields = Object.entries(shape.properties ?? {}).map(
    ([name, field]) => `${name}${required.has(name) ? '' : '?'}: ${typeOf(field)}`,
  );
  return [fields.join(', ')];
};

const lines = ({ type, fields }: Pick<StepHandler, 'type' | 'fields'>): readonly string[] =>
  fieldsOf(z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' }) as Shape).map(
    (line) => `${type}: ${line}`,
  );

/** `how_to_draft`: how a workflow file is written, with the step types that there are. Offered where a draft may be. */
export const createDraftingGuideTool = ({
  handlers,
  clock,
}: {
  readonly handlers: ReadonlyMap<string, StepHandler>;
  readonly clock: Clock;
}): ReadTool => ({
  definition: {
    name: 'how_to_draft',
    description: 'How a workflow file is written, with all step types. Read it before you propose a draft.',
    parameters: { type: 'object', properties: {} },
  },
  progress: (_args, doing) => doing.drafting,
  read: async () => ({
    parts: [
      {
        source: 'how a workflow is written',
        atMs: clock.now(),
        provenance: 'product',
        text: [
          'Every step has name, type, dependencies (names of steps before it), and the fields of its type. What only a person can do is an external-task. Example:',
          example,
          'Step types and their fields (? may be left out):',
          ...[...handlers.values()].flatMap(lines),
        ].join('\n'),
      },
    ],
  }),
});

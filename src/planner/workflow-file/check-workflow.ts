import { digestOf } from '../../core/digest.ts';
import { asStewardError } from '../../core/errors.ts';
import { checkStep, fileNames } from './check-steps.ts';
import { goTemplateNames, withoutGoTemplates } from './go-template.ts';
import type { Problem } from './problem.ts';
import { readHeader } from './read-header.ts';
import { arrangeSteps, readSteps } from './read-steps.ts';
import type { ParameterSchema } from './simple-schema.ts';
import type { StepTypes } from './step-types.ts';
import type { Workflow } from './workflow.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** A workflow file after every check that needs no other file: all that is wrong, and the workflow when nothing is. */
export interface CheckedFile {
  readonly workflow: Workflow | undefined;
  readonly problems: readonly Problem[];
  /** For complaints about what the file refers to elsewhere. */
  readonly yaml: YamlFile | undefined;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Parameters that are declared by their use, `{{.name}}`, in a file that declares none. */
const impliedParameters = (content: unknown): Readonly<Record<string, ParameterSchema>> =>
  Object.fromEntries(
    goTemplateNames(content).map((name): [string, ParameterSchema] => [
      name,
      { type: 'string', isList: false, isRequired: true },
    ]),
  );

/**
 * Checks a workflow file. Reports everything that is wrong with it, not only the first.
 * @param file its path, as it stands in messages
 */
export const checkWorkflow = (file: string, text: string, types: StepTypes): CheckedFile => {
  const reading = readYaml(file, text);
  if (reading.kind === 'unreadable')
    return { workflow: undefined, problems: reading.problems, yaml: undefined };
  const yaml = reading.file;
  const content = isMap(yaml.content) ? yaml.content : {};
  const { header, problems: headerProblems } = readHeader(yaml);
  const problems = [...headerProblems];
  const done = (workflow: Workflow | undefined): CheckedFile => ({
    workflow: problems.length === 0 ? workflow : undefined,
    problems: problems.toSorted((a, b) => a.line - b.line || a.column - b.column),
    yaml,
  });
  const spec = isMap(content['spec']) ? content['spec'] : {};
  if (!Array.isArray(spec['resources']) || spec['resources'].length > 100) return done(undefined);

  const placed = readSteps(yaml, types);
  problems.push(...placed.problems);
  const declared = header?.parameters ?? {};
  const parameters =
    header !== undefined && Object.keys(declared).length === 0 && spec['schema'] === undefined
      ? impliedParameters(content)
      : declared;
  const needed = new Map<string, readonly string[]>();
  // With a header that cannot be read, every parameter would be called undeclared.
  if (header !== undefined) {
    const names = fileNames(placed.steps, types, parameters);
    for (const step of placed.steps) {
      const checked = checkStep(yaml, step, names, types);
      problems.push(...checked.problems);
      needed.set(step.step.name, checked.needed);
    }
  }
  const arranged = arrangeSteps(yaml, placed.steps, needed);
  problems.push(...arranged.problems);
  if (header === undefined || problems.length > 0) return done(undefined);
  try {
    return done({
      name: header.name,
      title: header.annotation('title') || header.name,
      purpose: header.annotation('purpose'),
      minutesSaved: Number(header.annotation('minutes-saved') || '0'),
      minutesSavedBecause: header.annotation('minutes-saved-because'),
      learning: header.annotation('learning') || null,
      parameters,
      steps: arranged.steps,
      documentation: {
        pages: header.pages.map((page) => String(withoutGoTemplates(page))),
        text: header.text,
      },
      digest: digestOf(content),
      file,
    });
  } catch (thrown) {
    // A number that JSON does not have, such as .inf.
    const { message } = asStewardError(thrown);
    problems.push(
      yaml.at([], { code: 'workflow.yaml', message, mend: 'Write numbers, texts, true and false only.' }),
    );
    return done(undefined);
  }
};

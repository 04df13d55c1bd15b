import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { imageCopies, readText, repositoryRoot } from '../../support/repository.ts';

const run = promisify(execFile);

/** The app's image without a container engine: its files, laid out as the Dockerfile says. */
export interface RehearsalImage {
  /** Stands for `/` in the image. */
  readonly root: string;
  /** The arguments for node with which process supervision starts Steward. */
  readonly startArguments: readonly string[];
  /** The arguments for node of the command `steward` in the image. */
  readonly commandArguments: readonly string[];
  remove(): Promise<void>;
}

/** What follows `node` in a script of the image, with its paths inside `root`. */
const nodeArguments = (script: string, root: string): string[] => {
  const line = /^exec (?:s6-setuidgid \S+ )?node (.+)$/m.exec(readText(script))?.[1];
  if (line === undefined) throw new Error(`${script} does not start node`);
  return line
    .split(' ')
    .filter((argument) => argument !== '"$@"')
    .map((argument) => (argument.startsWith('/') ? join(root, argument) : argument));
};

/** Does what the `RUN` line of the Dockerfile's first stage does: production dependencies only, without Node. */
const installDependencies = async (folder: string): Promise<void> => {
  const [, command = ''] = /^RUN (npm install (?:.|\\\n)*?)\n\n/m.exec(readText('Dockerfile')) ?? [];
  if (!command.startsWith('npm install --omit=dev'))
    throw new Error('the Dockerfile installs in another way');
  await run('sh', ['-c', command.replaceAll('\\\n', ' ')], { cwd: folder, maxBuffer: 16 * 1024 * 1024 });
};

/** Lays the image out in a temporary folder; takes as long as the installation does. */
export const layOutImage = async (): Promise<RehearsalImage> => {
  const root = await mkdtemp(join(tmpdir(), 'steward-image-'));
  for (const { from, sources, target } of imageCopies(readText('Dockerfile'))) {
    if (from !== undefined) continue;
    for (const source of sources) {
      const isFolderContent = source === 'addon/rootfs';
      const isOneFolder = sources.length === 1 && !target.endsWith('/');
      const to = isFolderContent || isOneFolder ? join(root, target) : join(root, target, basename(source));
      await cp(join(repositoryRoot, source), to, { recursive: true });
    }
  }
  const application = join(root, 'opt/steward');
  await mkdir(application, { recursive: true });
  await cp(join(repositoryRoot, 'package-lock.json'), join(application, 'package-lock.json'));
  await installDependencies(application);
  await rm(join(application, 'package-lock.json'));
  return {
    root,
    startArguments: nodeArguments('addon/rootfs/etc/s6-overlay/s6-rc.d/steward/run', root),
    commandArguments: nodeArguments('addon/rootfs/usr/bin/steward', root),
    remove: () => rm(root, { recursive: true, force: true }),
  };
};

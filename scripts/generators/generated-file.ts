/** A generated file: its path from the root of the repository, and all that is in it. */
export interface GeneratedFile {
  readonly path: string;
  readonly content: string;
}

/** Three texts of which the first two mean the same and the third does not. */
export interface EmbeddingTask {
  readonly text: string;
  readonly near: string;
  readonly far: string;
}

/** What belongs together in a homelab, and what only shares a word with it. */
export const embeddingTasks: readonly EmbeddingTask[] = [
  {
    text: 'the disk is almost full',
    near: 'there is hardly any space left on the storage',
    far: 'the disk was delivered by the shop',
  },
  { text: 'restart the container', near: 'reboot the service', far: 'ship the container to the harbour' },
  {
    text: 'the backup failed last night',
    near: 'the nightly copy ended with an error',
    far: 'the backup singer was late',
  },
  {
    text: 'the server is not reachable',
    near: 'the host does not answer any more',
    far: 'the waiter brought the bill',
  },
  {
    text: 'memory usage is too high',
    near: 'the machine is running out of RAM',
    far: 'she has a good memory for faces',
  },
  {
    text: 'the certificate expires soon',
    near: 'TLS must be renewed this week',
    far: 'he got a certificate for swimming',
  },
  {
    text: 'the pool is degraded',
    near: 'one drive of the ZFS mirror is missing',
    far: 'the pool is warm enough to swim',
  },
  {
    text: 'update the kernel',
    near: 'install the new version of the operating system',
    far: 'plant the kernel of a peach',
  },
  { text: 'the processor is busy', near: 'the CPU load is high', far: 'the food processor needs cleaning' },
  {
    text: 'the network is slow',
    near: 'the bandwidth has dropped',
    far: 'the television network shows a film',
  },
  {
    text: 'move the virtual machine to another node',
    near: 'migrate the guest to a different host',
    far: 'move the sofa to another room',
  },
  { text: 'the fan is loud', near: 'the cooling makes a lot of noise', far: 'the fan of the band was happy' },
];

import { readFileSync } from 'node:fs';

/** Resident memory of a process, in megabytes of 2^20 bytes, as `top` shows it. Linux. */
export const residentMegabytes = (pid: number): number => {
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  if (kibibytes === undefined) throw new Error(`Process ${pid} has ended.`);
  return Number(kibibytes) / 1024;
};

const ticksPerSecond = 100;

/** Processor time that a process has used so far, milliseconds, in steps of 10. Linux. */
export const processorMs = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name, in parentheses, may hold spaces; utime and stime are the 14th and 15th field of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
};

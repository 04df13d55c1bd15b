/** The least that Node 24 takes: it waits, and has loaded nothing. */
process.stdout.write(`${JSON.stringify({ msg: 'ready', startMs: performance.now() })}\n`);
setInterval(() => {}, 60_000);

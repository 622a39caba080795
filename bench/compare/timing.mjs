// What every JavaScript program here does: warm up, then time passes over all inputs.
import fs from 'node:fs';

const REPETITIONS = 5;
const MICROSECONDS = 100_000;  // of one repetition; warming up takes three times that

export const read = (folder, name) =>
  fs.readFileSync(`${folder}/${name}.jsonl`, 'utf8').trimEnd().split('\n');

// Processor time of this process for one item, in nanoseconds.
function processorTime(operation, items, microseconds) {
  const start = process.cpuUsage();
  for (let passes = 1;; ++passes) {
    for (const item of items) kept = operation(item);
    const {user, system} = process.cpuUsage(start);
    if (user + system >= microseconds) return (user + system) * 1000 / (passes * items.length);
  }
}
export let kept;  // so that no result is optimised away

// Prints the answers to all items and the median time of one.
export function report(name, tool, operation, items) {
  const answers = items.map(item => String(operation(item)));
  processorTime(operation, items, 3 * MICROSECONDS);
  const times = Array.from({length: REPETITIONS},
                           () => processorTime(operation, items, MICROSECONDS));
  times.sort((a, b) => a - b);
  console.log(JSON.stringify({case: name, tool, ns: times[REPETITIONS >> 1], answers}));
}

// Zones of travel documents by the npm package mrz. First argument: the folder it is installed in. A line in is a
// question as JSON, a line out its answer: {"zones"} tells what was read, {"zones", "count", "samples"} how many
// microseconds of CPU time one zone took, as a mean of `count`, in so many samples.
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const { parse } = await import(pathToFileURL(`${process.argv[2]}/mrz/lib/index.js`));

function timed({ zones, count, samples }) {
  const found = [];
  for (let sample = 0; sample < samples; sample++) {
    const before = process.cpuUsage();
    for (let n = 0; n < count; n++) parse(zones[n % zones.length]);
    const spent = process.cpuUsage(before);
    found.push((spent.user + spent.system) / count);
  }
  return found;
}

function read(text) {
  const { format, valid, fields } = parse(text);
  return { format, valid, ...fields };
}

createInterface({ input: process.stdin }).on("line", (line) => {
  const asked = JSON.parse(line);
  process.stdout.write(JSON.stringify(asked.count ? timed(asked) : asked.zones.map(read)) + "\n");
});

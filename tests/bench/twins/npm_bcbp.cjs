// Boarding passes by the npm package bcbp. First argument: the folder it is installed in. A line in is a question as
// JSON, a line out its answer: {"passes", "year"} tells what was read, {"passes", "year", "count", "samples"} how many
// microseconds of CPU time one pass took, as a mean of `count`, in so many samples.
const path = require("node:path");
const { decode } = require(path.join(process.argv[2], "bcbp"));

function timed({ passes, year, count, samples }) {
  const found = [];
  for (let sample = 0; sample < samples; sample++) {
    const before = process.cpuUsage();
    for (let n = 0; n < count; n++) decode(passes[n % passes.length], year);
    const spent = process.cpuUsage(before);
    found.push((spent.user + spent.system) / count);
  }
  return found;
}

require("node:readline")
  .createInterface({ input: process.stdin })
  .on("line", (line) => {
    const asked = JSON.parse(line);
    const answer = asked.count ? timed(asked) : asked.passes.map((text) => decode(text, asked.year));
    process.stdout.write(JSON.stringify(answer) + "\n");
  });

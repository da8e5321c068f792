// node ci-results.mjs FOLDER LANES FAILED: reads the report that jest wrote of each lane, FOLDER/LANE.json, says what failed and
// why, and counts. The end of a long output is what is kept and read, so all that matters is there. LANES and FAILED are
// names with spaces between; FAILED are those whose command failed. A lane without a report, or without a test, has failed.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const [folder, lanes, failedLanes] = process.argv.slice(2);

/** How much of why a test failed is printed. */
const most = { lines: 14, characters: 300 };

const reportOf = (lane) => {
  try {
    return JSON.parse(readFileSync(`${folder}/${lane}.json`, 'utf8'));
  } catch {
    console.log(`${lane}: there is no test report`);
    return { numPassedTests: 0, numFailedTests: 0, numRuntimeErrorTestSuites: 0, testResults: [] };
  }
};

const say = (file, what, why) => {
  const lines = stripVTControlCharacters(why)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, most.lines);
  console.log(`failed: ${relative('.', file)}: ${what}`);
  for (const line of lines) console.log(`    ${line.slice(0, most.characters)}`);
};

const total = { passed: 0, failed: 0 };
for (const lane of lanes.split(' ')) {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = reportOf(lane);
  for (const { name, status, message, assertionResults } of testResults) {
    if (status === 'failed' && assertionResults.length === 0) say(name, 'it does not run', message);
    for (const test of assertionResults.filter((one) => one.status === 'failed'))
      say(name, test.fullName, test.failureMessages.join('\n'));
  }
  const failures = numFailedTests + numRuntimeErrorTestSuites;
  const otherwise = failures === 0 && (failedLanes.split(' ').includes(lane) || numPassedTests === 0) ? 1 : 0;
  total.passed += numPassedTests;
  total.failed += failures + otherwise;
  console.log(`${lane}: ${numPassedTests} passed, ${failures + otherwise} failed`);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

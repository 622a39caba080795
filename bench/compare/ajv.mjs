// ajv.mjs INPUTS: ajv with a schema of the same constraints. What JSON Schema cannot say of a text
// such as "1024x768" is a keyword of our own, as ajv's guide has it. It stops at the first error.
// Once alone, and once with the tokens of the accepted prompts counted, as their price needs.
import fs from 'node:fs';
import Ajv from 'ajv';
import {countTokens} from 'gpt-tokenizer/encoding/o200k_base';
import {read, report} from './timing.mjs';

const ajv = new Ajv({allowUnionTypes: true, strictTypes: false, strictRequired: false});
ajv.addKeyword({
  keyword: 'imageSize',
  type: 'string',
  compile: ({step, edge, pixels: [fewest, most], aspect}) => text => {
    const parts = /^([1-9][0-9]{0,5})x([1-9][0-9]{0,5})$/.exec(text);
    if (parts === null) return false;
    const width = Number(parts[1]);
    const height = Number(parts[2]);
    const longer = Math.max(width, height);
    return width % step === 0 && height % step === 0 && longer <= edge &&
      width * height >= fewest && width * height <= most && longer <= aspect * Math.min(width, height);
  },
});
const validate = ajv.compile(
  JSON.parse(fs.readFileSync(new URL('body.schema.json', import.meta.url), 'utf8')));

const accept = body => validate(body) ? 1 : 0;
const acceptAndCount = body => validate(body) && countTokens(body.prompt) > 0 ? 1 : 0;

const lines = read(process.argv[2], 'bodies');
const bodies = lines.map(line => JSON.parse(line));
for (const [tool, operation] of [['ajv', accept], ['ajv and gpt-tokenizer', acceptAndCount]]) {
  report('validate/parsed', tool, operation, bodies);
  report('validate/json', tool, line => operation(JSON.parse(line)), lines);
}

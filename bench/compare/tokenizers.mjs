// tokenizers.mjs TEXTS: counting tokens with the tokenisers of npm.
import fs from 'node:fs';
import {countTokens} from 'gpt-tokenizer/encoding/o200k_base';
import {get_encoding} from 'tiktoken';
import {report} from './timing.mjs';

const tiktoken = get_encoding('o200k_base');
for (const file of fs.readdirSync(process.argv[2]).filter(name => name.endsWith('.txt')).sort()) {
  const name = `tokens/${file.slice(0, -4)}`;
  const texts = [fs.readFileSync(`${process.argv[2]}/${file}`, 'utf8')];
  report(name, 'tiktoken (npm)', text => tiktoken.encode_ordinary(text).length, texts);
  report(name, 'gpt-tokenizer', text => countTokens(text), texts);
}

// prices.mjs INPUTS: the price calculators of npm that know image models, as their pages call them.
import {calcPrice} from '@pydantic/genai-prices';
import {calculateCost} from 'ai-sdk-cost-calculator';
import {read, report} from './timing.mjs';

const inputs = process.argv[2];

function genaiItem({model, response: {usage}}) {
  const {text_tokens, image_tokens} = usage.input_tokens_details;
  return {model, usage: {input_tokens: usage.input_tokens, input_text_tokens: text_tokens,
                         input_image_tokens: image_tokens, output_tokens: usage.output_tokens}};
}
const genai = ({model, usage}) => calcPrice(usage, model, {providerId: 'openai'}).total_price;

// The usage as the AI SDK hands it out, with what its page says to add for images.
function sdkItem({model, response: {usage}}) {
  const {text_tokens, image_tokens} = usage.input_tokens_details;
  return {
    model,
    imageInputTokens: image_tokens,
    imageOutputTokens: usage.output_tokens,
    usage: {
      inputTokens: usage.input_tokens, outputTokens: usage.output_tokens,
      totalTokens: usage.total_tokens,
      inputTokenDetails: {noCacheTokens: text_tokens + image_tokens, cacheReadTokens: 0,
                          cacheWriteTokens: 0},
      outputTokenDetails: {textTokens: usage.output_tokens, reasoningTokens: 0},
    },
  };
}
const sdk = item => calculateCost(item).totalCost;

const noTokens = sdkItem({response: {usage: {
  input_tokens: 0, output_tokens: 0, total_tokens: 0,
  input_tokens_details: {text_tokens: 0, image_tokens: 0}}}}).usage;
const sdkEstimateItem = ({size, quality, n}) => (
  {model: 'gpt-image-2', usage: noTokens, imageGenerations: n, imageSize: `${quality}-${size}`});

const lines = read(inputs, 'settle');
const records = lines.map(line => JSON.parse(line));
report('settle/parsed', 'genai-prices (npm)', genai, records.map(genaiItem));
report('settle/json', 'genai-prices (npm)', line => genai(genaiItem(JSON.parse(line))), lines);
report('settle/parsed', 'ai-sdk-cost-calculator', sdk, records.map(sdkItem));
report('settle/json', 'ai-sdk-cost-calculator', line => sdk(sdkItem(JSON.parse(line))), lines);
report('estimate_openai', 'ai-sdk-cost-calculator', sdk,
       read(inputs, 'estimate').map(line => sdkEstimateItem(JSON.parse(line))));

"""genai_prices_cost.py INPUTS: genai-prices, as its documentation calls it."""
import json
import sys

from genai_prices import Usage, calc_price, extract_usage

from timing import read, report

INPUTS = sys.argv[1]


def usage_of(record):
    usage = record["response"]["usage"]
    details = usage["input_tokens_details"]
    return record["model"], Usage(input_tokens=usage["input_tokens"],
                                  input_text_tokens=details["text_tokens"],
                                  input_image_tokens=details["image_tokens"],
                                  output_tokens=usage["output_tokens"])


def settle(item):
    model, usage = item
    return calc_price(usage, model_ref=model, provider_id="openai").total_price


def settle_json(line):
    record = json.loads(line)
    record["response"]["model"] = record["model"]
    return extract_usage(record["response"], provider_id="openai",
                         api_flavor="images").calc_price().total_price


lines = read(INPUTS, "settle")
report("settle/parsed", "genai-prices", settle, [usage_of(json.loads(line)) for line in lines])
report("settle/json", "genai-prices", settle_json, lines)

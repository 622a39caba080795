"""litellm_cost.py INPUTS: LiteLLM's cost calculator, as its documentation calls it."""
import json
import os
import sys

os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"  # its price list from the package, no download
import litellm
from litellm.cost_calculator import default_image_cost_calculator
from litellm.types.utils import ImageResponse

from timing import read, report

INPUTS = sys.argv[1]


def response_of(record):
    return record["model"], ImageResponse(**record["response"])


def settle(item):
    model, response = item
    return litellm.completion_cost(completion_response=response, model=model,
                                   custom_llm_provider="openai", call_type="image_generation")


def estimate(item):
    return default_image_cost_calculator(model="gpt-image-1", custom_llm_provider="azure",
                                         quality=item["quality"], size=item["size"], n=item["n"])


lines = read(INPUTS, "settle")
report("settle/parsed", "LiteLLM", settle, [response_of(json.loads(line)) for line in lines])
report("settle/json", "LiteLLM", lambda line: settle(response_of(json.loads(line))), lines)
report("estimate_azure", "LiteLLM", estimate, [json.loads(line) for line in read(INPUTS, "estimate")])
